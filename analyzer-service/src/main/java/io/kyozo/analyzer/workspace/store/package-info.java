/** Workspaces and revisions in PostgreSQL. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.workspace.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
