/** The API of workspaces and revisions. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.workspace.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
