/** Idempotency keys on POST. */
@NullMarked
@CheckReturnValue
package io.kyozo.web.idempotency;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
