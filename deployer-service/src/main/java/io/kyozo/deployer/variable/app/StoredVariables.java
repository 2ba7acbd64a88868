package io.kyozo.deployer.variable.app;

import io.kyozo.deployer.deployment.app.GivenVariables;
import io.kyozo.deployer.service.EnvBinding;
import io.kyozo.deployer.variable.Variable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Tells deployments of the variables that are kept. */
@ApplicationScoped
class StoredVariables implements GivenVariables {
    private final VariableStore variables;

    StoredVariables(VariableStore variables) {
        this.variables = variables;
    }

    @Override
    public Uni<Map<String, Map<String, EnvBinding>>> of(UUID workspaceId) {
        return variables.ofWorkspace(workspaceId).map(all -> {
            Map<String, Map<String, EnvBinding>> bindings = new TreeMap<>();
            for (Variable variable : all) {
                bindings.computeIfAbsent(variable.service(), name -> new TreeMap<>())
                        .put(variable.name(), variable.binding());
            }
            return bindings;
        });
    }
}
