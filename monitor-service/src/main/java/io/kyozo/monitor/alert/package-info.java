/** When somebody should be told. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.alert;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
