/** Events in and out: transactional outbox, idempotent inbox, dead-letter topic, CloudEvents mapping. */
@NullMarked
@CheckReturnValue
package io.kyozo.messaging;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
