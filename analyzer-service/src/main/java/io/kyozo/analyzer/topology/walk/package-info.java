/** The bounded walk over a folder: budgets, ignore files, vendored and generated trees. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.walk;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
