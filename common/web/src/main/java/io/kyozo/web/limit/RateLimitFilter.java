package io.kyozo.web.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.web.auth.Caller;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Keeps one team from taking the service away from the others: a token bucket for each team. */
@ApplicationScoped
class RateLimitFilter {
    private static final String REMAINING = "RateLimit-Remaining";
    private static final int MOST_BUCKETS = 10_000;

    private final ConcurrentHashMap<UUID, Bucket> buckets = new ConcurrentHashMap<>();
    private final RateLimitConfig config;
    private final Caller caller;
    private final CurrentIdentityAssociation identity;

    RateLimitFilter(RateLimitConfig config, Caller caller, CurrentIdentityAssociation identity) {
        this.config = config;
        this.caller = caller;
        this.identity = identity;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public void count(ContainerRequestContext request) {
        if (!config.enabled() || identity.getIdentity().isAnonymous()) {
            return;
        }
        ConsumptionProbe probe =
                buckets.computeIfAbsent(caller.teamId(), team -> fresh()).tryConsumeAndReturnRemaining(1);
        request.setProperty(REMAINING, probe.getRemainingTokens());
        if (!probe.isConsumed()) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
            throw new KyozoException(
                            ErrorCode.TOO_MANY_REQUESTS,
                            "The team sends more than " + config.requestsPerSecond()
                                    + " requests a second. Slow down, and come again after " + seconds + " s.")
                    .with("retryAfterSeconds", seconds);
        }
    }

    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext response) {
        Object remaining = request.getProperty(REMAINING);
        if (remaining != null) {
            response.getHeaders().putSingle("RateLimit-Limit", config.requestsPerSecond());
            response.getHeaders().putSingle(REMAINING, remaining);
        }
    }

    private Bucket fresh() {
        if (buckets.size() >= MOST_BUCKETS) {
            // A full bucket knows nothing that a fresh one does not.
            buckets.values().removeIf(bucket -> bucket.getAvailableTokens() >= config.burst());
        }
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(config.burst()).refillGreedy(config.requestsPerSecond(), Duration.ofSeconds(1)))
                .build();
    }
}
