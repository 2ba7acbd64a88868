/** How services are probed, for people. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.check.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
