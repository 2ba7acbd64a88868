package io.kyozo.deployer.variable.rest;

import io.kyozo.deployer.variable.Variable;
import io.kyozo.web.jsonapi.Resource;
import java.time.Instant;
import java.util.UUID;

/** A variable as the API shows it: never its value; see {@link Variable}. */
public record VariableView(
        UUID workspaceId, String service, String name, boolean inFile, int version, String setBy, Instant updatedAt) {
    static final String TYPE = "variables";

    static Resource<VariableView> resource(Variable variable) {
        return Resource.of(
                TYPE,
                variable.id(),
                new VariableView(
                        variable.workspaceId(),
                        variable.service(),
                        variable.name(),
                        variable.inFile(),
                        variable.version(),
                        variable.setBy(),
                        variable.updatedAt()));
    }
}
