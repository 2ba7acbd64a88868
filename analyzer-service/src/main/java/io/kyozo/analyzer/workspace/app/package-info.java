/** Use cases of workspaces and their revisions, and the ports that other features use. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.workspace.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
