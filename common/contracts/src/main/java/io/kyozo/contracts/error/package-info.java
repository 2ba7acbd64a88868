/** The catalogue of errors and the root of all exceptions with which a request or job can fail. */
@NullMarked
@CheckReturnValue
package io.kyozo.contracts.error;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
