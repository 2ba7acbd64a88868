package io.kyozo.analyzer.topology;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells secrets from settings, by the variable's name and by the shape of the value. */
public final class Secrets {
    private static final Set<String> WORDS = Set.of(
            "PASSWORD",
            "PASSWD",
            "PASS",
            "PWD",
            "SECRET",
            "TOKEN",
            "APIKEY",
            "PRIVATE",
            "CREDENTIAL",
            "CREDENTIALS",
            "SALT",
            "DSN",
            "PASSPHRASE",
            "JWT",
            "COOKIE");
    private static final List<String> ENDINGS = List.of(
            "_KEY",
            "KEY_BASE",
            "DATABASE_URL",
            "_DSN",
            "MONGO_URL",
            "MONGODB_URI",
            "REDIS_URL",
            "AMQP_URL",
            "_CONNECTION_STRING");
    private static final List<String> PREFIXES = List.of(
            "sk_live_",
            "sk-",
            "ghp_",
            "gho_",
            "github_pat_",
            "xoxb-",
            "xoxp-",
            "AKIA",
            "AIza",
            "glpat-",
            "eyJhbGciOi",
            "-----BEGIN");

    private Secrets() {}

    /** Whether the value must be kept secret. */
    public static boolean isSecret(String name, String value) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.startsWith("NEXT_PUBLIC_") || upper.startsWith("VITE_") || upper.endsWith("PUBLIC_KEY")) {
            return false;
        }
        for (String word : upper.split("[_-]", 20)) {
            if (WORDS.contains(word)) {
                return true;
            }
        }
        return ENDINGS.stream().anyMatch(upper::endsWith) || upper.equals("KEY") || looksSecret(value);
    }

    /** Whether a value is shaped as keys of well-known services are, or as an address with a password. */
    public static boolean looksSecret(String value) {
        return PREFIXES.stream().anyMatch(value::startsWith) && value.length() >= 16 || hasPassword(value);
    }

    private static boolean hasPassword(String value) {
        int scheme = value.indexOf("://");
        int at = scheme < 0 ? -1 : value.indexOf('@', scheme);
        int colon = scheme < 0 ? -1 : value.indexOf(':', scheme + 3);
        return at > 0 && colon > 0 && colon < at;
    }
}
