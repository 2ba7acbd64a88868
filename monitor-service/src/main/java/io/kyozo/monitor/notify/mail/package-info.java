/** E-mail. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.notify.mail;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
