package io.kyozo.web.error;

import io.kyozo.contracts.error.ErrorCode;
import java.util.Optional;

/** What the framework refuses with a bare status. */
final class HttpFaults {
    private HttpFaults() {}

    /** The error that stands for {@code status}; empty for those that are our own fault. */
    static Optional<ErrorCode> code(int status) {
        return switch (status) {
            case 401 -> Optional.of(ErrorCode.UNAUTHENTICATED);
            case 403 -> Optional.of(ErrorCode.FORBIDDEN);
            case 404 -> Optional.of(ErrorCode.NOT_FOUND);
            case 405 -> Optional.of(ErrorCode.METHOD_NOT_ALLOWED);
            case 406 -> Optional.of(ErrorCode.NOT_ACCEPTABLE);
            case 409 -> Optional.of(ErrorCode.CONFLICT);
            case 413 -> Optional.of(ErrorCode.PAYLOAD_TOO_LARGE);
            case 415 -> Optional.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
            case 429 -> Optional.of(ErrorCode.TOO_MANY_REQUESTS);
            case 503 -> Optional.of(ErrorCode.UNAVAILABLE);
            default -> status >= 500 ? Optional.empty() : Optional.of(ErrorCode.INVALID_REQUEST);
        };
    }

    /** How to mend it, as far as the status tells. */
    static String detail(ErrorCode code) {
        return switch (code) {
            case NOT_FOUND -> "Nothing is served at this address. /q/openapi lists what is.";
            case METHOD_NOT_ALLOWED -> "This address does not take this method. /q/openapi lists those it takes.";
            case NOT_ACCEPTABLE -> "Accept application/vnd.api+json or application/json.";
            case UNSUPPORTED_MEDIA_TYPE -> "Send a content type that /q/openapi lists for this address.";
            case PAYLOAD_TOO_LARGE -> "Send less at once.";
            case UNAVAILABLE -> "Try again in a few seconds.";
            default -> code.title() + ". /q/openapi says what is expected.";
        };
    }
}
