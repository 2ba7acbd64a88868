package io.kyozo.analyzer.topology.graph;

import io.kyozo.analyzer.topology.parse.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An API that others run, and by what it is known. In its table {@code *} at the end of a package or a variable stands
 * for any ending, and at the beginning of a host for any name below it.
 *
 * @param id stable; one that begins with another's id and a dash is a part of that other
 * @param title as people call it
 * @param category such as payments
 * @param replaced the kind of a service of the folder that speaks the same protocol, and is then meant; empty for none
 */
record ExternalApi(String id, String title, String category, String replaced) {
    private static final Names PACKAGES = new Names();
    private static final Names HOSTS = new Names();
    private static final Names VARIABLES = new Names();

    static {
        for (Table.Row row : Table.read(ExternalApiTable.TEXT + CloudApiTable.TEXT)) {
            List<String> cells = row.cells();
            ExternalApi api = new ExternalApi(cells.get(0), cells.get(1), cells.get(2), row.text("replaced"));
            row.words("packages").forEach(name -> PACKAGES.add(name, api));
            row.words("hosts").forEach(name -> HOSTS.add(reversed(name), api));
            row.words("variables").forEach(name -> VARIABLES.add(name, api));
        }
    }

    /** Before names of variables that a build puts into pages. */
    private static final List<String> PUBLIC =
            List.of("NEXT_PUBLIC_", "NUXT_PUBLIC_", "REACT_APP_", "EXPO_PUBLIC_", "VITE_", "PUBLIC_");

    /** The API that a package, by its name in lower case, speaks to. */
    static Optional<ExternalApi> ofPackage(String name) {
        return PACKAGES.find(name);
    }

    /** The API behind a host. */
    static Optional<ExternalApi> ofHost(String host) {
        return HOSTS.find(reversed(host));
    }

    /** The API that a variable of this name usually belongs to. */
    static Optional<ExternalApi> ofVariable(String name) {
        String bare = PUBLIC.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(prefix -> name.substring(prefix.length()))
                .orElse(name);
        return VARIABLES.find(bare);
    }

    /** Hosts are known by their end, names by their beginning: turned round they are the same. */
    private static String reversed(String host) {
        return new StringBuilder(host).reverse().toString();
    }

    /** Names, whole and by their beginning. */
    private static final class Names {
        private final Map<String, ExternalApi> whole = new HashMap<>();
        private final List<Map.Entry<String, ExternalApi>> begins = new ArrayList<>();

        void add(String name, ExternalApi api) {
            if (name.endsWith("*")) {
                begins.add(Map.entry(name.substring(0, name.length() - 1), api));
            } else {
                whole.put(name, api);
            }
        }

        Optional<ExternalApi> find(String name) {
            ExternalApi known = whole.get(name);
            return known != null
                    ? Optional.of(known)
                    : begins.stream()
                            .filter(begin -> name.startsWith(begin.getKey()))
                            .max(Map.Entry.comparingByKey())
                            .map(Map.Entry::getValue);
        }
    }
}
