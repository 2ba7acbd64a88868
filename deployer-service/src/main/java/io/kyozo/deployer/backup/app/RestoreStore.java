package io.kyozo.deployer.backup.app;

import io.kyozo.deployer.backup.Restore;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where restores are kept. */
public interface RestoreStore {
    Uni<Void> add(Tx tx, Restore restore);

    Uni<Optional<Restore>> find(UUID id);

    /** Those that are not done and did not fail. */
    Uni<List<Restore>> unfinished();

    Uni<Void> running(UUID id);

    Uni<Void> done(Tx tx, UUID id);

    Uni<Void> failed(Tx tx, UUID id, String why);
}
