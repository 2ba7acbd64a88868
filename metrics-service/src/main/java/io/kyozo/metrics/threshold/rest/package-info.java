/** The API of rules. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.threshold.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
