/** Learns from the deployer what runs. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.collect.kafka;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
