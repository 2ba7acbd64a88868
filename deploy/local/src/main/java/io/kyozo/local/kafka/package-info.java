/** The embedded Kafka broker. */
@NullMarked
@CheckReturnValue
package io.kyozo.local.kafka;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
