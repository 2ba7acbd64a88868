package io.kyozo.deployer.secret.app;

import io.kyozo.deployer.secret.Passwords;
import io.kyozo.sql.Tx;
import io.kyozo.sql.seal.Keyring;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The secrets of workspaces: made once, sealed at rest, opened only to start a replica or to redact its log. */
@Startup
@ApplicationScoped
public class Secrets {
    private static final Logger LOG = Logger.getLogger(Secrets.class);

    private final SecretStore store;
    private final Keyring keys;

    Secrets(SecretStore store, Keyring keys) {
        this.store = store;
        this.keys = keys;
    }

    /** All secrets of a workspace, by {@code <service>/<name>}; never to be stored or logged. */
    public Uni<Map<String, String>> open(UUID workspaceId) {
        return store.ofWorkspace(workspaceId).map(kept -> opened(workspaceId, kept));
    }

    /** As {@link #open}, after a password was made for each of {@code wanted} that there is none for. */
    public Uni<Map<String, String>> openWith(UUID workspaceId, Collection<String> wanted) {
        return Multi.createFrom()
                .iterable(wanted)
                .onItem()
                .transformToUniAndConcatenate(key -> store.addIfAbsent(workspaceId, generated(workspaceId, key)))
                .collect()
                .last()
                .chain(() -> open(workspaceId));
    }

    /** Seals and keeps a value that somebody gave, when {@code tx} commits. */
    public Uni<Void> keep(Tx tx, UUID workspaceId, String service, String name, String value) {
        byte[] envelope = keys.seal(value, context(workspaceId, service, name));
        return store.add(tx, workspaceId, new SecretStore.Sealed(service, name, envelope));
    }

    /** Seals with the current key the data keys that an older one sealed; how many there were. */
    public Uni<Integer> reseal() {
        return store.all()
                .onItem()
                .transformToMulti(all -> Multi.createFrom().iterable(all))
                .filter(owned -> !keys.isCurrent(owned.secret().sealed()))
                .onItem()
                .transformToUniAndConcatenate(this::reseal)
                .filter(done -> done)
                .collect()
                .asList()
                .map(List::size)
                .invoke(count -> {
                    if (count > 0) {
                        LOG.infof("%d secrets were sealed anew with the current key", count);
                    }
                });
    }

    private Uni<Boolean> reseal(SecretStore.Owned owned) {
        SecretStore.Sealed secret = owned.secret();
        String context = context(owned.workspaceId(), secret.service(), secret.name());
        return store.replace(owned, keys.renew(secret.sealed(), context));
    }

    private SecretStore.Sealed generated(UUID workspaceId, String key) {
        int slash = key.indexOf('/');
        String service = key.substring(0, slash);
        String name = key.substring(slash + 1);
        return new SecretStore.Sealed(service, name, keys.seal(Passwords.next(), context(workspaceId, service, name)));
    }

    private Map<String, String> opened(UUID workspaceId, List<SecretStore.Sealed> kept) {
        Map<String, String> secrets = new TreeMap<>();
        for (SecretStore.Sealed secret : kept) {
            String context = context(workspaceId, secret.service(), secret.name());
            secrets.put(secret.service() + "/" + secret.name(), keys.open(secret.sealed(), context));
        }
        return secrets;
    }

    private static String context(UUID workspaceId, String service, String name) {
        return workspaceId + "/" + service + "/" + name;
    }
}
