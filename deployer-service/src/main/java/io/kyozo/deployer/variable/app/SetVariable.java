package io.kyozo.deployer.variable.app;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.deployer.deployment.app.WorkspaceStore;
import io.kyozo.deployer.secret.app.Secrets;
import io.kyozo.deployer.variable.Variable;
import io.kyozo.deployer.variable.app.VariableStore.Key;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives a service a variable; the next deployment tells it. */
@ApplicationScoped
public class SetVariable {
    private final WorkspaceStore workspaces;
    private final VariableStore variables;
    private final Secrets secrets;
    private final Transactions transactions;

    SetVariable(WorkspaceStore workspaces, VariableStore variables, Secrets secrets, Transactions transactions) {
        this.workspaces = workspaces;
        this.variables = variables;
        this.secrets = secrets;
        this.transactions = transactions;
    }

    /** The variable, without its value. */
    public Uni<Variable> set(Key key, String value, String by) {
        return workspaces
                .find(key.teamId(), key.workspaceId())
                .map(found ->
                        found.orElseThrow(() -> new KyozoException(ErrorCode.NOT_FOUND, "There is no such workspace.")))
                .chain(() -> transactions.inTransaction(tx -> variables
                        .set(tx, key, by)
                        .call(variable -> secrets.keep(
                                tx, key.workspaceId(), variable.service(), variable.secretName(), value))));
    }
}
