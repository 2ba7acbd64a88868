package io.kyozo.monitor.notify.app;

import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.notify.Channel;
import io.kyozo.monitor.notify.Silence;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Channels and silences. Reads for people are by team; what is another's is not there. */
public interface ChannelStore {
    Uni<Void> add(Tx tx, Channel channel);

    /** False where the team has no such channel. */
    Uni<Boolean> remove(Tx tx, UUID teamId, UUID id);

    Uni<Optional<Channel>> find(UUID teamId, UUID id);

    /** Newest first, of ids below {@code before} where given. */
    Uni<List<Channel>> list(UUID teamId, Optional<UUID> before, int limit);

    Uni<Void> add(Tx tx, Silence silence);

    /** Ends a silence for good; false where the team has no such silence that has not ended. */
    Uni<Boolean> end(Tx tx, UUID teamId, UUID id, Instant at);

    /** Newest first, of ids below {@code before} where given. */
    Uni<List<Silence>> silences(UUID teamId, Optional<UUID> before, int limit);

    /** Silences of all teams that may be in force now or later. */
    Uni<List<Silence>> unended(Instant now);

    /** Channels of the teams that have an open alert, or were told of one that they do not know to be resolved. */
    Uni<List<Channel>> concerned();

    /** Seals with the current key what an older one sealed, or none; how many channels there were. */
    Uni<Integer> sealAnew();

    /** All open alerts of all teams. */
    Uni<List<Alert>> open();
}
