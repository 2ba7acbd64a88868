/** Channels, silences and notifications, for people. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.notify.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
