/** What is probed, how, and when. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.check;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
