/** The API of capacity. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.capacity.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
