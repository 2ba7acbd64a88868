/** The rules of design and style that a machine can hold. */
@NullMarked
@CheckReturnValue
package io.kyozo.testkit.arch;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
