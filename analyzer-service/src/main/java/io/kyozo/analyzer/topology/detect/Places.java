package io.kyozo.analyzer.topology.detect;

import io.kyozo.analyzer.topology.FolderPath;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the place of a file says about it, by convention. */
public final class Places {
    private static final Set<String> EXAMPLES = Set.of(
            "example",
            "examples",
            "sample",
            "samples",
            "demo",
            "demos",
            "fixture",
            "fixtures",
            "__fixtures__",
            "testdata",
            "test-data",
            "template",
            "templates",
            "playground",
            "playgrounds",
            "cookbook",
            "tutorial",
            "tutorials",
            "snippets",
            "starters",
            "e2e");
    private static final Set<String> TESTS = Set.of(
            "test",
            "tests",
            "__tests__",
            "spec",
            "specs",
            "__mocks__",
            "mocks",
            "cypress",
            "playwright",
            "integration-tests",
            "testing",
            "androidtest",
            "itest");
    private static final Set<String> DOCS = Set.of("doc", "docs", "documentation", "website", "www-docs");
    private static final Set<String> TOOLING = Set.of(
            "benchmark",
            "benchmarks",
            "bench",
            "scripts",
            "script",
            "tools",
            "tool",
            "hack",
            "ci",
            ".github",
            ".circleci",
            ".devcontainer",
            "fuzz",
            "xtask",
            "contrib",
            "extra",
            "extras",
            "packaging",
            "third_party",
            "third-party",
            "thirdparty",
            "tooling",
            "build-tools");

    private static final Set<String> OUTSIDE =
            Stream.of(EXAMPLES, TESTS, TOOLING).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    /** Templates are sources of many services, although whole projects that lie among templates are examples. */
    private static final Set<String> ASIDE = Stream.of(OUTSIDE, DOCS)
            .flatMap(Set::stream)
            .filter(name -> !name.equals("template") && !name.equals("templates"))
            .collect(Collectors.toUnmodifiableSet());

    /** Parts of a segment's name, such as {@code integration-tests}, that show the same as the whole would. */
    private static final Set<String> TEST_WORDS = Set.of(
            "test", "tests", "fixture", "fixtures", "e2e", "mock", "mocks", "testdata", "benchmark", "benchmarks");

    /** Words of a segment that are looked at; the rest counts as one. */
    private static final int MAX_WORDS = 10;

    private Places() {}

    /** Why what lies at {@code path} is seldom a service: example, test, documentation, tooling; empty where nothing says so. */
    public static String seldomService(String path) {
        for (String segment : segments(path)) {
            if (EXAMPLES.contains(segment)) {
                return "it lies among examples";
            }
            if (isTest(segment)) {
                return "it lies among tests";
            }
            if (DOCS.contains(segment)) {
                return "it lies among documentation";
            }
            if (TOOLING.contains(segment)) {
                return "it lies among tools";
            }
        }
        return "";
    }

    /** Whether a source file is a test, an example or a tool, so that what it says is not said of the service. */
    public static boolean isAside(String path) {
        String name = FolderPath.name(path).toLowerCase(Locale.ROOT);
        if (name.contains(".test.")
                || name.contains(".spec.")
                || name.contains("_test.")
                || name.startsWith("test_")
                || name.contains("_spec.")
                || name.endsWith("test.java")
                || name.endsWith("tests.java")
                || name.endsWith("it.java")
                || name.endsWith(".stories.tsx")
                || name.endsWith(".d.ts")
                || name.startsWith("conftest")) {
            return true;
        }
        String dir = FolderPath.parent(path);
        for (String segment : segments(dir)) {
            if (ASIDE.contains(segment) || holdsTestWord(segment)) {
                return true;
            }
        }
        return false;
    }

    /** Whether what lies at {@code path} is surely no part of what the folder is for: an example, a test, a tool. */
    public static boolean isOutside(String path) {
        for (String segment : segments(path)) {
            if (OUTSIDE.contains(segment) || holdsTestWord(segment)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTest(String segment) {
        return TESTS.contains(segment) || holdsTestWord(segment);
    }

    /** Whether one of its first words is such a word; asked of every folder above every file. */
    private static boolean holdsTestWord(String segment) {
        int from = 0;
        int words = 1;
        for (int i = 0; i < segment.length() && words < MAX_WORDS; i++) {
            char c = segment.charAt(i);
            if (c == '-' || c == '_' || c == '.') {
                if (TEST_WORDS.contains(segment.substring(from, i))) {
                    return true;
                }
                from = i + 1;
                words++;
            }
        }
        return TEST_WORDS.contains(from == 0 ? segment : segment.substring(from));
    }

    private static List<String> segments(String path) {
        return path.equals(".")
                ? List.of()
                : List.of(path.toLowerCase(Locale.ROOT).split("/"));
    }
}
