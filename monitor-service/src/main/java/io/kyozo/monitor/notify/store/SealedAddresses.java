package io.kyozo.monitor.notify.store;

import io.kyozo.monitor.notify.Channel;
import io.kyozo.sql.seal.Keyring;
import io.quarkus.runtime.Startup;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Where people are told, as rows hold it: an address is sealed, for it may hold a token. */
@Startup
@ApplicationScoped
class SealedAddresses {
    private final Keyring keys;

    SealedAddresses(Keyring keys) {
        this.keys = keys;
    }

    byte[] seal(Channel channel) {
        return keys.seal(channel.address(), context(channel.id()));
    }

    List<Channel> channels(List<Row> rows) {
        return rows.stream().map(this::channel).toList();
    }

    Channel channel(Row row) {
        Buffer sealed = row.getBuffer("sealed_address");
        // Null in rows from before addresses were sealed, until they are.
        String address = sealed == null
                ? Objects.requireNonNull(row.getString("address"))
                : keys.open(sealed.getBytes(), context(row.getUUID("id")));
        return ChannelRows.channel(row, address);
    }

    /** Whether it is sealed, and with the current key. */
    boolean isCurrent(Row row) {
        Buffer sealed = row.getBuffer("sealed_address");
        return sealed != null && keys.isCurrent(sealed.getBytes());
    }

    private static String context(UUID channelId) {
        return "notification-channel/" + channelId;
    }
}
