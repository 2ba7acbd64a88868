/** The common part of Prometheus' query language: its text and what it means. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.promql;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
