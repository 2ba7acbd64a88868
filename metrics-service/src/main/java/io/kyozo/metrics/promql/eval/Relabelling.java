package io.kyozo.metrics.promql.eval;

import io.kyozo.metrics.promql.Expression;
import io.kyozo.metrics.promql.LabelMatcher;
import io.kyozo.metrics.promql.QueryException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code label_replace} and {@code label_join}. */
final class Relabelling {
    private static final Pattern REFERENCE = Pattern.compile("\\$(?:(\\$)|(\\w+)|\\{(\\w+)\\})");
    private static final int REPLACE_ARGUMENTS = 5;
    private static final int JOIN_ARGUMENTS = 3;

    private Relabelling() {}

    static Answer of(Expression.Call call, Answer vector) {
        List<String> texts = call.arguments().stream()
                .skip(1)
                .map(argument -> text(call, argument))
                .toList();
        boolean replaces = call.function().equals("label_replace");
        if (replaces ? texts.size() != REPLACE_ARGUMENTS - 1 : texts.size() < JOIN_ARGUMENTS - 1) {
            throw new QueryException(call.function() + "() takes " + (replaces ? "" : "at least ")
                    + (replaces ? REPLACE_ARGUMENTS : JOIN_ARGUMENTS) + " arguments.");
        }
        return new Answer(
                false,
                vector.lines().stream()
                        .map(line -> new Line(
                                replaces ? replaced(line.labels(), texts) : joined(line.labels(), texts),
                                line.values()))
                        .toList());
    }

    private static String text(Expression.Call call, Expression argument) {
        if (argument instanceof Expression.Text text) {
            return text.value();
        }
        throw new QueryException(call.function() + "() takes texts behind its series.");
    }

    private static Map<String, String> replaced(Map<String, String> labels, List<String> texts) {
        Matcher matcher = LabelMatcher.compiled(texts.get(3)).matcher(labels.getOrDefault(texts.get(2), ""));
        return matcher.matches() ? with(labels, texts.get(0), expanded(texts.get(1), matcher)) : labels;
    }

    private static Map<String, String> joined(Map<String, String> labels, List<String> texts) {
        String value = texts.stream()
                .skip(2)
                .map(label -> labels.getOrDefault(label, ""))
                .collect(Collectors.joining(texts.get(1)));
        return with(labels, texts.get(0), value);
    }

    private static Map<String, String> with(Map<String, String> labels, String label, String value) {
        Map<String, String> changed = new TreeMap<>(labels);
        if (value.isEmpty()) {
            changed.remove(label);
        } else {
            changed.put(label, value);
        }
        return changed;
    }

    /** A group that is not there is empty. */
    private static String expanded(String template, Matcher groups) {
        return REFERENCE.matcher(template).replaceAll(reference -> {
            String name = reference.group(2) == null ? reference.group(3) : reference.group(2);
            return Matcher.quoteReplacement(name == null ? "$" : group(groups, name));
        });
    }

    private static String group(Matcher groups, String name) {
        try {
            String found = name.chars().allMatch(Character::isDigit)
                    ? (Integer.parseInt(name) <= groups.groupCount() ? groups.group(Integer.parseInt(name)) : "")
                    : groups.group(name);
            return found == null ? "" : found;
        } catch (IllegalArgumentException noSuchGroup) {
            return "";
        }
    }
}
