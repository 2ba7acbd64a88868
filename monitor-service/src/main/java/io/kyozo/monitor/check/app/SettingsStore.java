package io.kyozo.monitor.check.app;

import io.kyozo.monitor.check.ProbeSettings;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** What people want otherwise about probing. */
public interface SettingsStore {
    /** All as it would be where nothing was set. */
    Uni<ProbeSettings> find(UUID serviceId);

    Uni<Void> set(Tx tx, UUID serviceId, ProbeSettings settings);
}
