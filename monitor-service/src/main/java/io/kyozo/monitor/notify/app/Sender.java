package io.kyozo.monitor.notify.app;

import io.kyozo.monitor.notify.Channel;
import io.kyozo.monitor.notify.Message;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Sends a message over the kinds of channels that it knows. */
public interface Sender {
    boolean sends(Channel.Kind kind);

    /** Done when the other side has taken it; fails with a {@code JobFailedException} that says whether to try again. */
    Uni<Void> send(Channel channel, UUID notificationId, Message message);
}
