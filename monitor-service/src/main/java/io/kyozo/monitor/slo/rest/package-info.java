/** Objectives and availability, for people. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.slo.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
