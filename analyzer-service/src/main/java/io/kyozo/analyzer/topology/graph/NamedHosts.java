package io.kyozo.analyzer.topology.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Host names in the value of a setting: in URLs, as {@code host:port}, in connection strings ({@code Server=host;…}), and
 * alone where the setting's name asks for a host.
 */
public final class NamedHosts {
    private static final int MAX_VALUE = 2_000;

    private static final List<String> ASKING = List.of(
            "HOST",
            "SERVER",
            "ADDR",
            "URL",
            "URI",
            "ENDPOINT",
            "BROKER",
            "NODE",
            "SERVICE",
            "DSN",
            "CONNECTION",
            "PEER",
            "UPSTREAM",
            "BACKEND");

    /** Keys of connection strings whose value is a host. */
    private static final Set<String> KEYS = Set.of("server", "host", "data source", "addr", "address", "hostname");

    /**
     * One name.
     *
     * @param host as written
     * @param whole whether the value is nothing but an address, so that it may be replaced as a whole
     */
    public record Named(String host, boolean whole) {}

    private NamedHosts() {}

    /** The hosts that {@code value} names, in its order. */
    public static List<Named> in(String setting, String value) {
        List<Named> hosts = new ArrayList<>();
        if (value.length() > MAX_VALUE) {
            return hosts;
        }
        String upper = setting.toUpperCase(Locale.ROOT);
        boolean asking = ASKING.stream().anyMatch(upper::contains);
        int from = 0;
        while (from < value.length()) {
            int to = from;
            while (to < value.length() && isHostPart(value.charAt(to))) {
                to++;
            }
            if (to > from) {
                hosts.addAll(named(value, from, to, asking));
            }
            from = to + 1;
        }
        return hosts;
    }

    private static List<Named> named(String value, int from, int to, boolean asking) {
        String host = value.substring(from, to);
        String before = value.substring(0, from);
        String after = value.substring(to);
        boolean port = after.length() > 1 && after.charAt(0) == ':' && Character.isDigit(after.charAt(1));
        boolean address = before.endsWith("//") && !isUser(after) || before.endsWith("@") || port && !isUser(after);
        boolean alone =
                asking && (before.isBlank() || before.endsWith(",")) && (after.isBlank() || after.startsWith(","));
        boolean scheme = host.equals("tcp") && after.startsWith(":");
        if (scheme || !address && !alone && !KEYS.contains(key(before))) {
            return List.of();
        }
        boolean whole = alone && before.isEmpty() && after.isEmpty()
                || address && before.indexOf("//") == before.length() - 2 && after.indexOf('/') < 0;
        return List.of(new Named(host, whole));
    }

    /** Whether what follows shows that the name was a user's, as in {@code user:secret@host}. */
    private static boolean isUser(String after) {
        int at = after.indexOf('@');
        int slash = after.indexOf('/');
        return at >= 0 && (slash < 0 || at < slash);
    }

    /** The key before {@code =}, in lower case; empty where there is none. */
    private static String key(String before) {
        String text = before.stripTrailing();
        int comma = text.toLowerCase(Locale.ROOT).endsWith("tcp:") ? 4 : 0;
        text = text.substring(0, text.length() - comma);
        if (!text.endsWith("=")) {
            return "";
        }
        int end = text.length() - 1;
        int from = end;
        while (from > 0 && (Character.isLetter(text.charAt(from - 1)) || text.charAt(from - 1) == ' ')) {
            from--;
        }
        return text.substring(from, end).strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isHostPart(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
    }
}
