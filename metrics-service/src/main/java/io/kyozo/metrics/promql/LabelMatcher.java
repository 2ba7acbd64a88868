package io.kyozo.metrics.promql;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A condition on a label; a label that is not there is empty. Expressions match the whole value.
 *
 * @param label its name; {@code __name__} for the metric
 * @param operator one of {@code = != =~ !~}
 * @param value to compare with
 */
public record LabelMatcher(String label, String operator, String value) {
    /** The metric's name, as a label. */
    public static final String NAME = "__name__";

    private static final int LONGEST = 500;

    public LabelMatcher {
        if (operator.endsWith("~")) {
            var unused = compiled(value);
        }
    }

    public boolean matches(Map<String, String> labels) {
        String given = labels.getOrDefault(label, "");
        return switch (operator) {
            case "=" -> given.equals(value);
            case "!=" -> !given.equals(value);
            case "=~" -> compiled(value).matcher(given).matches();
            default -> !compiled(value).matcher(given).matches();
        };
    }

    /** Fails with {@link QueryException} on what is no expression, or too long. */
    public static Pattern compiled(String expression) {
        try {
            if (expression.length() <= LONGEST) {
                return Pattern.compile(expression);
            }
        } catch (PatternSyntaxException e) {
            throw new QueryException("\"" + expression + "\" is no regular expression: " + e.getDescription());
        }
        throw new QueryException("A regular expression may have at most " + LONGEST + " characters.");
    }
}
