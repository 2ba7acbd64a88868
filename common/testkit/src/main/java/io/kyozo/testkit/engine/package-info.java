/** A container engine for tests: one that answers already, or a private one that lives no longer than the tests. */
@NullMarked
@CheckReturnValue
package io.kyozo.testkit.engine;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
