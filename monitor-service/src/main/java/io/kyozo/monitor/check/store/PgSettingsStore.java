package io.kyozo.monitor.check.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kyozo.messaging.kafka.EventJson;
import io.kyozo.monitor.check.ProbeSettings;
import io.kyozo.monitor.check.app.SettingsStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Settings as a table, as JSON: they are read whole. */
@ApplicationScoped
@RegisterForReflection(targets = ProbeSettings.class)
class PgSettingsStore implements SettingsStore {
    private static final String FIND =
            "select cast(settings as text) as settings from probe_settings where service_id = $1";
    private static final String SET = """
            insert into probe_settings (service_id, settings) values ($1, cast(cast($2 as text) as jsonb))
            on conflict (service_id) do update set settings = excluded.settings
            """;

    private final Transactions transactions;

    PgSettingsStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<ProbeSettings> find(UUID serviceId) {
        return transactions
                .query(FIND, serviceId)
                .map(rows -> rows.stream()
                        .map(row -> EventJson.read(row.getString("settings").getBytes(UTF_8), ProbeSettings.class))
                        .findFirst()
                        .orElse(ProbeSettings.NONE));
    }

    @Override
    public Uni<Void> set(Tx tx, UUID serviceId, ProbeSettings settings) {
        return tx.update(SET, serviceId, EventJson.write(settings)).replaceWithVoid();
    }
}
