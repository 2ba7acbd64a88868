/** Looks at containers, never touches them. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.check.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
