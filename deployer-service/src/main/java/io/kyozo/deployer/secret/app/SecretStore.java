package io.kyozo.deployer.secret.app;

import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** Where sealed secrets are kept. */
public interface SecretStore {
    /**
     * A sealed secret.
     *
     * @param service that it belongs to
     * @param name among the service's secrets
     * @param sealed the envelope
     */
    record Sealed(String service, String name, byte[] sealed) {}

    /** A sealed secret of a workspace. */
    record Owned(UUID workspaceId, Sealed secret) {}

    Uni<List<Sealed>> ofWorkspace(UUID workspaceId);

    /** Keeps the secret where there is none of this name. */
    Uni<Void> addIfAbsent(UUID workspaceId, Sealed secret);

    /** Keeps the secret when {@code tx} commits; fails where there is one of this name. */
    Uni<Void> add(Tx tx, UUID workspaceId, Sealed secret);

    /** All secrets of all workspaces. */
    Uni<List<Owned>> all();

    /** Puts {@code anew} in the place of a secret that is still {@code before}; whether it was. */
    Uni<Boolean> replace(Owned before, byte[] anew);

    Uni<Void> removeAll(Tx tx, UUID workspaceId);
}
