package io.kyozo.deployer.backup;

import java.util.UUID;

/**
 * A backup put in the place of its service's data.
 *
 * @param id of the restore
 * @param backupId what is restored
 * @param owner whose data it is
 * @param actor who asked for it
 * @param progress how far it is
 */
public record Restore(UUID id, UUID backupId, Backup.Owner owner, String actor, Backup.Progress progress) {}
