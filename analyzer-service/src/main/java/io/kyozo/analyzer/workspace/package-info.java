/** Workspaces and their revisions: what was uploaded, and how far its analysis is. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.workspace;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
