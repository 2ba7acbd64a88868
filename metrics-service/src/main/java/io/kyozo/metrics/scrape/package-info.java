/** What a replica exports itself, in the text form of Prometheus and OpenMetrics. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.scrape;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
