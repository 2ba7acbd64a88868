/** Metrics that cross a threshold. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.alert.kafka;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
