package io.kyozo.runtime;

/** A runtime could not do what it was asked. The message is for a person and holds no secret. */
public final class RuntimeFailure extends RuntimeException {
    /** What kind of failure, so that callers can tell what to repeat. */
    public enum Kind {
        /** The runtime does not answer: try again later. */
        UNAVAILABLE,
        /** It did not answer in time: whether it acted is unknown, look before repeating. */
        TIMEOUT,
        NOT_FOUND,
        /** Something else has the name or the port. */
        CONFLICT,
        /** The request is wrong: repeating it is useless. */
        INVALID,
        /** The build ran and failed. */
        BUILD_FAILED,
        /** The runtime lacks what is needed, such as a language's tools: say so to the user. */
        UNSUPPORTED,
        /** Anything else. */
        OTHER
    }

    private final Kind kind;

    public RuntimeFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public RuntimeFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
