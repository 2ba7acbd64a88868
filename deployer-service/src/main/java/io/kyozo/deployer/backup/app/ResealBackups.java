package io.kyozo.deployer.backup.app;

import io.kyozo.deployer.backup.Backup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Seals the keys of backups with the installation's current key, so that an older one can be taken away. */
@ApplicationScoped
public class ResealBackups {
    private static final Logger LOG = Logger.getLogger(ResealBackups.class);

    private final BackupStore backups;
    private final BackupKeys keys;

    ResealBackups(BackupStore backups, BackupKeys keys) {
        this.backups = backups;
        this.keys = keys;
    }

    /** Does it for all that are whole; one whose key is not known stays as it is. */
    public Uni<Void> reseal() {
        return backups.whole()
                .onItem()
                .transformToMulti(all -> Multi.createFrom().iterable(all))
                .filter(backup -> !keys.areCurrent(backup))
                .onItem()
                .transformToUniAndConcatenate(this::reseal)
                .collect()
                .last();
    }

    private Uni<Void> reseal(Backup backup) {
        return Uni.createFrom()
                .item(() -> keys.renewed(backup))
                .chain(parts -> backups.resealed(backup.id(), parts))
                .onFailure(IllegalArgumentException.class)
                .invoke(failure -> LOG.warnf("backup %s: %s", backup.id(), failure.getMessage()))
                .onFailure(IllegalArgumentException.class)
                .recoverWithNull();
    }
}
