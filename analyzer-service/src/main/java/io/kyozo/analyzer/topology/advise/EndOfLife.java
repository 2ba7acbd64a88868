package io.kyozo.analyzer.topology.advise;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When runtimes and data services stop getting security fixes, by stack and version as {@code major} or {@code
 * major.minor}. Source: the projects' own release pages, as gathered by endoflife.date (read in 2026): nodejs.org/about/
 * previous-releases, devguide.python.org/versions, ruby-lang.org/downloads/branches, php.net/supported-versions,
 * go.dev/doc/devel/release, adoptium.net/support, dotnet.microsoft.com/platform/support/policy,
 * postgresql.org/support/versioning, mysql.com/support, mariadb.org/about, mongodb.com/legal/support-policy.
 */
final class EndOfLife {
    private static final Map<String, Map<String, LocalDate>> DATES = Map.ofEntries(
            dates(
                    "node",
                    "12 2022-04-30, 14 2023-04-30, 16 2023-09-11, 18 2025-04-30, 19 2023-06-01, 20 2026-04-30,"
                            + " 21 2024-06-01, 22 2027-04-30, 23 2025-06-01, 24 2028-04-30, 25 2026-06-01"),
            dates(
                    "python",
                    "2.7 2020-01-01, 3.6 2021-12-23, 3.7 2023-06-27, 3.8 2024-10-07, 3.9 2025-10-31, 3.10 2026-10-31,"
                            + " 3.11 2027-10-31, 3.12 2028-10-31, 3.13 2029-10-31, 3.14 2030-10-31"),
            dates(
                    "ruby",
                    "2.6 2022-03-31, 2.7 2023-03-31, 3.0 2024-04-23, 3.1 2025-03-26, 3.2 2026-03-31, 3.3 2027-03-31,"
                            + " 3.4 2028-03-31"),
            dates(
                    "php",
                    "7.3 2021-12-06, 7.4 2022-11-28, 8.0 2023-11-26, 8.1 2025-12-31, 8.2 2026-12-31, 8.3 2027-12-31,"
                            + " 8.4 2028-12-31"),
            dates(
                    "go",
                    "1.18 2023-02-01, 1.19 2023-08-08, 1.20 2024-02-06, 1.21 2024-08-13, 1.22 2025-02-11,"
                            + " 1.23 2025-08-12, 1.24 2026-02-11"),
            dates("java", "8 2026-11-30, 11 2027-10-31, 17 2027-10-31, 21 2029-12-31, 25 2031-09-30"),
            dates(
                    "dotnet",
                    "3.1 2022-12-13, 5.0 2022-05-10, 6.0 2024-11-12, 7.0 2024-05-14, 8.0 2026-11-10, 9.0 2026-11-10,"
                            + " 10.0 2028-11-14"),
            dates(
                    "postgres",
                    "11 2023-11-09, 12 2024-11-21, 13 2025-11-13, 14 2026-11-12, 15 2027-11-11, 16 2028-11-09,"
                            + " 17 2029-11-08"),
            dates("mysql", "5.6 2021-02-05, 5.7 2023-10-21, 8.0 2026-04-30, 8.4 2032-04-30"),
            dates("mariadb", "10.4 2024-06-18, 10.5 2025-06-24, 10.6 2026-07-06, 10.11 2028-02-16, 11.4 2029-05-29"),
            dates("mongodb", "4.4 2024-02-29, 5.0 2024-10-31, 6.0 2025-07-31, 7.0 2027-08-31, 8.0 2029-10-31"));

    private EndOfLife() {}

    /** The last day of support of {@code version}; empty where it is not known. */
    static Optional<LocalDate> of(String stack, String version) {
        Map<String, LocalDate> dates = DATES.getOrDefault(stack, Map.of());
        String[] parts = version.split("[.\\-_]", 3);
        String minor = parts.length > 1 ? parts[0] + "." + parts[1] : parts[0];
        return Optional.ofNullable(dates.getOrDefault(minor, dates.get(parts[0])));
    }

    /** The version of the stack that is supported longest after {@code today}; empty where none is known. */
    static Optional<String> supported(String stack, LocalDate today) {
        return DATES.getOrDefault(stack, Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue().isAfter(today))
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    private static Map.Entry<String, Map<String, LocalDate>> dates(String stack, String table) {
        Map<String, LocalDate> dates = new TreeMap<>();
        for (String entry : table.split(", ?")) {
            String[] words = entry.split(" ", 2);
            dates.put(words[0], LocalDate.parse(words[1]));
        }
        return Map.entry(stack, Map.copyOf(dates));
    }
}
