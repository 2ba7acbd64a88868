package io.kyozo.analyzer.topology.generate.manifest;

import org.jspecify.annotations.Nullable;

/**
 * A variable that a service is told: text, with a secret in its midst where there is one. The secret's value is never
 * known here.
 *
 * @param name of the variable
 * @param before what stands before the secret; the whole value where there is none
 * @param secret null for none
 * @param after what stands after the secret
 */
record Binding(String name, String before, @Nullable Secret secret, String after) {
    /**
     * A secret that whoever runs the services gives.
     *
     * @param owner service that it belongs to
     * @param variable its name, also as a key of the owner's secrets
     * @param required whether nothing runs without it
     */
    record Secret(String owner, String variable, boolean required) {}

    static Binding literal(String name, String value) {
        return new Binding(name, value, null, "");
    }

    static Binding secret(String name, Secret secret) {
        return new Binding(name, "", secret, "");
    }

    /** Whether the value is the secret and nothing else. */
    boolean isBare() {
        return secret != null && before.isEmpty() && after.isEmpty();
    }
}
