package io.kyozo.monitor.notify.webhook;

import io.kyozo.monitor.notify.Message;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;

/**
 * What a webhook is sent.
 *
 * @param id the same for each try, so that who receives it twice can tell
 * @param summary in one line
 * @param firing alerts that hold
 * @param resolved alerts that hold no more
 */
@RegisterForReflection
record WebhookBody(UUID id, String summary, List<Message.Line> firing, List<Message.Line> resolved) {}
