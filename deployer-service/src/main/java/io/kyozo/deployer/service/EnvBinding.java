package io.kyozo.deployer.service;

/**
 * Where the value of one environment variable comes from. Bindings are stored and shown; values are only made when a
 * replica is created, so no secret is in a plan.
 *
 * @param name of the variable
 * @param source what {@code value} means
 * @param value the literal; the name of the service it is about; or, for a secret, {@code <service>/<secret>}
 */
public record EnvBinding(String name, Source source, String value) {
    /** What a binding's value means. */
    public enum Source {
        /** The value itself. */
        LITERAL,
        /** {@code http://host:port} of a service. */
        URL,
        /** The connection string of a managed service, with its credentials. */
        CONNECTION,
        /** The host of a service. */
        HOST,
        /** The port of a service. */
        PORT,
        /** A secret of the workspace. */
        SECRET,
        /** A secret of the workspace, in a file that the variable of this name with {@code _FILE} behind it names; where the runtime has no such files, as {@link #SECRET}. */
        FILE
    }

    public static EnvBinding literal(String name, String value) {
        return new EnvBinding(name, Source.LITERAL, value);
    }

    /** A secret that belongs to {@code service}. */
    public static EnvBinding secret(String name, String service, String secret) {
        return new EnvBinding(name, Source.SECRET, service + "/" + secret);
    }

    /** As {@link #secret}, in a file. */
    public static EnvBinding file(String name, String service, String secret) {
        return new EnvBinding(name, Source.FILE, service + "/" + secret);
    }

    /** Whether the value is that of a secret. */
    public boolean isSecret() {
        return source == Source.SECRET || source == Source.FILE;
    }

    /** Whether the value depends on where another service is found. */
    public boolean isAddress() {
        return switch (source) {
            case URL, CONNECTION, HOST, PORT -> true;
            case LITERAL, SECRET, FILE -> false;
        };
    }
}
