/** Events on Kafka: CloudEvents in binary mode, the topics, the producer. */
@NullMarked
@CheckReturnValue
package io.kyozo.messaging.kafka;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
