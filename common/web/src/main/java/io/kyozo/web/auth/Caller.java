package io.kyozo.web.auth;

import java.util.UUID;

/** Who makes the present request, from the bearer token. Request-scoped; inject it and scope every query by {@link #teamId}. */
public interface Caller {
    /** The team from the token's {@code team} claim; all that the caller sees and changes belongs to it. */
    UUID teamId();

    /** The token's subject, for the audit trail. */
    String subject();

    /** Whether the token's groups hold {@code role}; see {@link Roles}. */
    boolean hasRole(String role);

    /** From {@code X-Correlation-Id}, or made for this request; passed on to jobs and events. */
    String correlationId();
}
