/** Who calls, and for which team. */
@NullMarked
@CheckReturnValue
package io.kyozo.web.auth;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
