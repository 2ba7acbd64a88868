package io.kyozo.deployer.variable.app;

import io.kyozo.deployer.variable.Variable;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where variables are kept. */
public interface VariableStore {
    /** Which variable of which service, and whether it is told in a file. */
    record Key(UUID teamId, UUID workspaceId, String service, String name, boolean inFile) {}

    /** Makes it known, or raises its version. */
    Uni<Variable> set(Tx tx, Key key, String setBy);

    Uni<List<Variable>> ofWorkspace(UUID workspaceId);

    /** The team's variables below {@code after}, newest first; of one workspace where it is given. */
    Uni<List<Variable>> page(UUID teamId, @Nullable UUID workspaceId, int size, @Nullable UUID after);

    /** Forgets it; what was forgotten. */
    Uni<Optional<Variable>> remove(UUID teamId, UUID id);
}
