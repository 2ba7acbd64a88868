package io.kyozo.web.idempotency;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of the present request's idempotency, from its first filter to its last. */
@RequestScoped
class IdempotentRequest {
    private @Nullable UUID team;
    private @Nullable String key;
    private @Nullable UUID token;
    private String operation = "";
    private @Nullable String bodyHash;
    private @Nullable KeptAnswer kept;

    void begin(UUID ofTeam, String withKey, String ofOperation, UUID newToken) {
        team = ofTeam;
        key = withKey;
        operation = ofOperation;
        token = newToken;
    }

    /** The request repeats another one: it must not be done. */
    void repeats(KeptAnswer answer) {
        token = null;
        kept = answer;
    }

    /** Whether this request holds its key, and so decides about the answer. */
    boolean holdsKey() {
        return token != null;
    }

    void hashed(String hash) {
        bodyHash = hash;
    }

    /** The answer to repeat; null where the request is to be done. Fails where the key belongs to another request. */
    @Nullable
    KeptAnswer answer() {
        KeptAnswer answer = kept;
        if (answer == null) {
            return null;
        }
        boolean sameBody = answer.status() == 0 || Objects.equals(answer.bodyHash(), bodyHash);
        if (!answer.operation().equals(operation) || !sameBody) {
            throw new KyozoException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was used for another request. Use a new key for a new request.");
        }
        if (answer.status() == 0) {
            throw new KyozoException(
                            ErrorCode.CONFLICT,
                            "The first request with this Idempotency-Key is still being done. Ask again in a second.")
                    .with("retryAfterSeconds", 1);
        }
        return answer;
    }

    UUID team() {
        return Objects.requireNonNull(team);
    }

    String key() {
        return Objects.requireNonNull(key);
    }

    UUID token() {
        return Objects.requireNonNull(token);
    }

    String operation() {
        return operation;
    }

    @Nullable
    String bodyHash() {
        return bodyHash;
    }
}
