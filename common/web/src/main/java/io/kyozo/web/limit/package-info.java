/** What one team or one request may ask for. */
@NullMarked
@CheckReturnValue
package io.kyozo.web.limit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
