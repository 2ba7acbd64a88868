package io.kyozo.deployer.advice.kafka;

import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.ResizeAdvised;
import io.kyozo.deployer.advice.app.AdviceStore;
import io.kyozo.messaging.Inbox;
import io.kyozo.messaging.SequenceGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Learns what services should be given. */
@ApplicationScoped
class ResizeAdvisedConsumer {
    private final Inbox inbox;
    private final SequenceGuard guard;
    private final AdviceStore advice;

    ResizeAdvisedConsumer(Inbox inbox, SequenceGuard guard, AdviceStore advice) {
        this.inbox = inbox;
        this.guard = guard;
        this.advice = advice;
    }

    @Incoming("resize-advised")
    Uni<Void> onResizeAdvised(Message<byte[]> message) {
        return inbox.consume(
                message,
                EventType.RESIZE_ADVISED,
                ResizeAdvised.class,
                (tx, event) -> guard.isNewest(tx, event)
                        .chain(newest -> newest
                                ? advice.put(tx, event)
                                : Uni.createFrom().voidItem()));
    }
}
