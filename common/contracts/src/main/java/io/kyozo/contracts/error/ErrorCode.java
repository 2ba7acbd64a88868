package io.kyozo.contracts.error;

import java.util.Locale;

/** Every error that Kyozo can answer with. The code never changes its meaning; docs/errors.md has a section for each. */
public enum ErrorCode {
    INVALID_REQUEST("KYZ-API-0001", 400, "The request is not valid"),
    UNAUTHENTICATED("KYZ-API-0002", 401, "No valid token was sent"),
    FORBIDDEN("KYZ-API-0003", 403, "The token does not allow this"),
    NOT_FOUND("KYZ-API-0004", 404, "There is no such thing"),
    CONFLICT("KYZ-API-0005", 409, "The request does not fit the present state"),
    IDEMPOTENCY_KEY_REUSED("KYZ-API-0006", 422, "The idempotency key was used for another request"),
    PAYLOAD_TOO_LARGE("KYZ-API-0007", 413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE("KYZ-API-0008", 415, "The content type is not understood"),
    TOO_MANY_REQUESTS("KYZ-API-0009", 429, "Too many requests"),
    INTERNAL("KYZ-API-0010", 500, "Something went wrong on our side"),
    UNAVAILABLE("KYZ-API-0011", 503, "Something that is needed does not answer"),
    METHOD_NOT_ALLOWED("KYZ-API-0012", 405, "The address does not take this method"),
    NOT_ACCEPTABLE("KYZ-API-0013", 406, "The answer can't be given in the form asked for"),
    ARCHIVE_REJECTED("KYZ-WSP-0001", 422, "The archive is not accepted"),
    TARGET_UNREACHABLE("KYZ-GAT-0001", 502, "What is behind this address does not answer"),
    NO_ROUTE("KYZ-GAT-0002", 404, "Nothing is deployed at this address");

    private final String code;
    private final int status;
    private final String title;

    ErrorCode(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    /** The stable code, such as {@code KYZ-API-0004}. */
    public String code() {
        return code;
    }

    /** The HTTP status that it is answered with. */
    public int status() {
        return status;
    }

    /** The constant title; what is particular to the case stands in the problem's detail. */
    public String title() {
        return title;
    }

    /** Where the error is explained, relative to the documentation's root. */
    public String docsAnchor() {
        return "errors.md#" + code.toLowerCase(Locale.ROOT);
    }
}
