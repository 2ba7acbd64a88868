/** How failures are answered: RFC 9457 problems, or JSON:API errors for those who ask for them. */
@NullMarked
@CheckReturnValue
package io.kyozo.web.error;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
