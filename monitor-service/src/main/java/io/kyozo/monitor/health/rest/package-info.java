/** Health for people and other systems. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.health.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
