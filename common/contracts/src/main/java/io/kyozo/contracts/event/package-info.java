/** The events that travel between services, as CloudEvents on Kafka. */
@NullMarked
@CheckReturnValue
package io.kyozo.contracts.event;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
