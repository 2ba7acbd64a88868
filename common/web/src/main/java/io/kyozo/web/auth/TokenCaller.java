package io.kyozo.web.auth;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.web.correlation.CorrelationId;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;

/** The caller as {@link TeamAugmentor} found it in the token. */
@RequestScoped
class TokenCaller implements Caller {
    private final CurrentIdentityAssociation association;

    TokenCaller(CurrentIdentityAssociation association) {
        this.association = association;
    }

    @Override
    public UUID teamId() {
        UUID team = identity().getAttribute(TeamAugmentor.TEAM);
        if (team == null) {
            throw new KyozoException(ErrorCode.UNAUTHENTICATED, "Send a token that names a team.");
        }
        return team;
    }

    @Override
    public String subject() {
        return identity().getPrincipal().getName();
    }

    @Override
    public boolean hasRole(String role) {
        return identity().hasRole(role);
    }

    @Override
    public String correlationId() {
        return CorrelationId.current();
    }

    private SecurityIdentity identity() {
        return association.getIdentity();
    }
}
