/** Alerts for people and other systems. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.alert.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
