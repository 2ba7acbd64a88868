/** The API of time series. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.series.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
