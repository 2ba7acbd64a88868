/** Prometheus' HTTP API, for Grafana and other readers. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.promql.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
