package io.kyozo.messaging.inbox;

import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.FolderAnalyzed;
import io.kyozo.messaging.Inbox;
import io.kyozo.messaging.SequenceGuard;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.MDC;

/** A consumer as a service has one: its effect is a row. */
@ApplicationScoped
public class EffectConsumer {
    /** Workspaces of this name can't be applied. */
    static final String POISON = "poison";

    static final Map<String, Integer> ATTEMPTS = new ConcurrentHashMap<>();
    static final Map<String, Object> CORRELATIONS = new ConcurrentHashMap<>();

    private final Inbox inbox;
    private final SequenceGuard guard;

    EffectConsumer(Inbox inbox, SequenceGuard guard) {
        this.inbox = inbox;
        this.guard = guard;
    }

    @Incoming("folder-analyzed")
    Uni<Void> consume(Message<byte[]> message) {
        return inbox.consume(message, EventType.FOLDER_ANALYZED, FolderAnalyzed.class, this::apply);
    }

    private Uni<Void> apply(Tx tx, Event<FolderAnalyzed> event) {
        ATTEMPTS.merge(event.id().toString(), 1, Integer::sum);
        CORRELATIONS.put(event.id().toString(), String.valueOf(MDC.get("correlationId")));
        return guard.isNewest(tx, event)
                .chain(newest -> tx.update(
                        "insert into effect (event_id, subject, sequence, newest) values ($1, $2, $3, $4)",
                        event.id(),
                        event.subject(),
                        event.sequence(),
                        newest))
                .invoke(() -> {
                    if (event.data().workspaceName().equals(POISON)) {
                        throw new IllegalStateException("can't be applied");
                    }
                })
                .replaceWithVoid();
    }
}
