package io.kyozo.runtime.dockerfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A build stage.
 *
 * @param base image that it starts from, its build arguments filled in; another stage's name where {@code internal}
 * @param name after {@code AS}, in lower case; empty where it has none
 * @param internal whether it starts from an earlier stage or from {@code scratch}, so that nothing need be there
 */
public record Stage(String base, String name, boolean internal) {
    private static final Pattern ARGUMENT =
            Pattern.compile("\\$(?:\\{([A-Za-z_]\\w*)(?::?-([^}]*))?}|([A-Za-z_]\\w*))");

    /** The stages in order; {@code arguments} override the defaults of {@code ARG}s before the first {@code FROM}. */
    public static List<Stage> of(Dockerfile file, Map<String, String> arguments) {
        var values = new HashMap<String, String>();
        var names = new HashSet<String>();
        var stages = new ArrayList<Stage>();
        for (var instruction : file.instructions()) {
            if (instruction.is("ARG") && stages.isEmpty()) {
                declare(instruction.arguments(), arguments, values);
            } else if (instruction.is("FROM")) {
                var stage = stage(instruction.arguments(), values, names);
                stages.add(stage);
                names.add(stage.name());
            }
        }
        return stages;
    }

    /** Images that must be there before the build: bases of stages and sources of {@code COPY --from}. */
    public static Set<String> images(Dockerfile file, Map<String, String> arguments) {
        var images = new LinkedHashSet<String>();
        var stages = of(file, arguments);
        stages.stream().filter(stage -> !stage.internal()).map(Stage::base).forEach(images::add);
        var names = new HashSet<String>();
        stages.forEach(stage -> names.add(stage.name()));
        for (var instruction : file.instructions()) {
            if (instruction.is("COPY")) {
                var from = option(instruction.arguments(), "--from=");
                if (!from.isEmpty() && !from.matches("\\d+") && !names.contains(from.toLowerCase(Locale.ROOT))) {
                    images.add(from);
                }
            }
        }
        return images;
    }

    private static void declare(String argument, Map<String, String> given, Map<String, String> values) {
        for (var word : argument.split("\\s+")) {
            var equals = word.indexOf('=');
            var name = equals < 0 ? word : word.substring(0, equals);
            var fallback = equals < 0 ? "" : fill(unquote(word.substring(equals + 1)), values);
            values.put(name, given.getOrDefault(name, fallback));
        }
    }

    private static Stage stage(String arguments, Map<String, String> values, Set<String> names) {
        var words = new ArrayList<>(List.of(arguments.split("\\s+")));
        words.removeIf(word -> word.startsWith("--"));
        var base = words.isEmpty() ? "" : fill(unquote(words.get(0)), values);
        var name = words.size() > 2 && words.get(1).equalsIgnoreCase("as")
                ? words.get(2).toLowerCase(Locale.ROOT)
                : "";
        return new Stage(base, name, base.equals("scratch") || names.contains(base.toLowerCase(Locale.ROOT)));
    }

    private static String fill(String text, Map<String, String> values) {
        return ARGUMENT.matcher(text).replaceAll(match -> {
            var name = match.group(1) == null ? match.group(3) : match.group(1);
            var fallback = match.group(2) == null ? "" : match.group(2);
            var value = values.getOrDefault(name, "");
            return java.util.regex.Matcher.quoteReplacement(value.isEmpty() ? fallback : value);
        });
    }

    private static String option(String arguments, String prefix) {
        for (var word : arguments.split("\\s+")) {
            if (word.startsWith(prefix)) {
                return word.substring(prefix.length());
            }
        }
        return "";
    }

    private static String unquote(String word) {
        var quoted = word.length() > 1
                && (word.startsWith("\"") && word.endsWith("\"") || word.startsWith("'") && word.endsWith("'"));
        return quoted ? word.substring(1, word.length() - 1) : word;
    }
}
