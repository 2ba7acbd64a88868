/** Cursor pagination. */
@NullMarked
@CheckReturnValue
package io.kyozo.web.page;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
