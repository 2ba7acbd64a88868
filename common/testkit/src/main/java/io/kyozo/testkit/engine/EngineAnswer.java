package io.kyozo.testkit.engine;

/**
 * Whether there is an engine for the tests.
 *
 * @param kind found or not
 * @param host as in DOCKER_HOST, such as {@code unix:///run/x/docker.sock}; empty where absent
 * @param reason why there is none, for a person; empty where found
 */
record EngineAnswer(Kind kind, String host, String reason) {
    enum Kind {
        FOUND,
        ABSENT
    }

    static EngineAnswer found(String host) {
        return new EngineAnswer(Kind.FOUND, host, "");
    }

    static EngineAnswer absent(String reason) {
        return new EngineAnswer(Kind.ABSENT, "", reason);
    }

    /** To and from one line, which crosses class loaders where the record cannot. */
    String line() {
        return kind + " " + host + reason;
    }

    static EngineAnswer parse(String line) {
        String rest = line.substring(line.indexOf(' ') + 1);
        return line.startsWith(Kind.FOUND.name()) ? found(rest) : absent(rest);
    }
}
