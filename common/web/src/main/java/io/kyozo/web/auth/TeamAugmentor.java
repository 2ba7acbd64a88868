package io.kyozo.web.auth;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Takes the team out of the token's {@code team} claim, once, and refuses tokens without one: no request gets as far as
 * a query that could forget its team. Adds the roles that a role includes.
 */
@ApplicationScoped
class TeamAugmentor implements SecurityIdentityAugmentor {
    /** The identity's attribute that holds the team's {@link UUID}. */
    static final String TEAM = "io.kyozo.team";

    private static final String CLAIM = "team";
    private static final int UUID_LENGTH = 36;

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        UUID team = identity.getPrincipal() instanceof JsonWebToken token ? team(token.getClaim(CLAIM)) : null;
        if (team == null) {
            return Uni.createFrom()
                    .failure(new AuthenticationFailedException(
                            "The token's \"team\" claim must be the UUID of a team. Get a token that has one."));
        }
        return Uni.createFrom().item(withTeam(identity, team));
    }

    private static SecurityIdentity withTeam(SecurityIdentity identity, UUID team) {
        var builder = QuarkusSecurityIdentity.builder(identity).addAttribute(TEAM, team);
        if (identity.hasRole(Roles.ADMIN)) {
            builder.addRole(Roles.OPERATOR).addRole(Roles.VIEWER);
        } else if (identity.hasRole(Roles.OPERATOR)) {
            builder.addRole(Roles.VIEWER);
        }
        return builder.build();
    }

    private static @Nullable UUID team(@Nullable Object claim) {
        // UUID.fromString also takes "1-1-1-1-1"; two spellings of one team would be two teams to a cache.
        if (!(claim instanceof String text) || text.length() != UUID_LENGTH) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
