package io.kyozo.deployer.backup.store;

import io.kyozo.deployer.backup.Backup;
import io.kyozo.deployer.backup.Backup.Owner;
import io.kyozo.deployer.backup.Backup.Progress;
import io.kyozo.deployer.backup.Backup.State;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;

/** What rows of backups and of restores have in common. */
final class BackupRows {
    static final String COMMON =
            "id, team_id, workspace_id, service_id, service, stack, actor, state, failure, created_at, ended_at";

    private BackupRows() {}

    static Owner owner(Row row) {
        return new Owner(
                row.getUUID("team_id"),
                row.getUUID("workspace_id"),
                row.getUUID("service_id"),
                row.getString("service"),
                row.getString("stack"));
    }

    static Progress progress(Row row) {
        OffsetDateTime ended = row.getOffsetDateTime("ended_at");
        return new Progress(
                State.valueOf(row.getString("state")),
                row.getString("failure"),
                row.getOffsetDateTime("created_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }

    static Backup.Kind kind(Row row) {
        return Backup.Kind.valueOf(row.getString("kind"));
    }
}
