/** Webhooks, Slack-compatible ones too. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.notify.webhook;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
