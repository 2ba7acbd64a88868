/** Publishing: rows in the transaction that changed the data, and the relay that sends them in order. */
@NullMarked
@CheckReturnValue
package io.kyozo.messaging.outbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
