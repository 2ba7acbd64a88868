package io.kyozo.metrics.promql;

import io.kyozo.metrics.promql.Expression.Labels;
import io.kyozo.metrics.promql.Expression.Many;
import io.kyozo.metrics.promql.Expression.Matching;
import io.kyozo.metrics.promql.Expression.When;
import io.kyozo.metrics.promql.Lexer.Kind;
import io.kyozo.metrics.promql.Lexer.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the text of a query; by precedence climbing. Fails with {@link QueryException}. */
public final class QueryParser {
    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 100;
    private static final int UNARY = 5;
    private static final Labels ALL = new Labels(List.of(), false);
    private static final Labels NONE = new Labels(List.of(), true);
    /** In the year 5138. */
    private static final double LATEST = 1e11;

    private final List<Word> words;
    private final Map<String, Instant> bounds;
    private int at;
    private int depth;

    private QueryParser(List<Word> words, Map<String, Instant> bounds) {
        this.words = words;
        this.bounds = bounds;
    }

    /** A query that is asked for no time, and so has no {@code start()} and {@code end()}. */
    public static Expression parse(String query) {
        return parse(query, Map.of());
    }

    /** A query that is asked for moments from {@code start} to {@code end}. */
    public static Expression parse(String query, Instant start, Instant end) {
        return parse(query, Map.of("start", start, "end", end));
    }

    private static Expression parse(String query, Map<String, Instant> bounds) {
        if (query.length() > LONGEST) {
            throw new QueryException("A query may have at most " + LONGEST + " characters.");
        }
        QueryParser parser = new QueryParser(Lexer.words(query), bounds);
        Expression whole = parser.expression(0);
        if (parser.peek().kind() != Kind.END) {
            throw parser.unexpected();
        }
        return whole;
    }

    private Expression expression(int least) {
        if (++depth > DEEPEST) {
            throw new QueryException("The query is nested more than " + DEEPEST + " deep.");
        }
        Expression left = unary();
        while (true) {
            String operator = peek().text();
            Integer precedence = peek().kind() == Kind.TEXT ? null : Vocabulary.PRECEDENCE.get(operator);
            if (precedence == null || precedence < least) {
                depth--;
                return left;
            }
            at++;
            boolean bool = Vocabulary.COMPARISONS.contains(operator) && take("bool");
            Matching matching = matching(operator);
            Expression right = expression(operator.equals("^") ? precedence : precedence + 1);
            left = new Expression.Binary(operator, left, right, bool, matching);
        }
    }

    private Matching matching(String operator) {
        boolean on = take("on");
        if (!on && !take("ignoring")) {
            return new Matching(ALL, Many.NEITHER, List.of());
        }
        Labels labels = new Labels(names(), on);
        boolean left = take("group_left");
        if (!left && !take("group_right")) {
            return new Matching(labels, Many.NEITHER, List.of());
        }
        if (Vocabulary.SETS.contains(operator)) {
            throw new QueryException("\"" + operator + "\" has no pairs, and so no group_left or group_right.");
        }
        return new Matching(labels, left ? Many.LEFT : Many.RIGHT, is("(") ? names() : List.of());
    }

    private Expression unary() {
        if (take("-")) {
            return new Expression.Negative(expression(UNARY + 1));
        }
        boolean unused = take("+");
        return postfix(atom());
    }

    private Expression postfix(Expression atom) {
        Expression found = take("[") ? ranged(atom) : atom;
        if (!is("offset") && !is("@")) {
            return found;
        }
        When when = when();
        if (found instanceof Expression.Selector selector) {
            return new Expression.Selector(selector.matchers(), selector.range(), when);
        }
        if (found instanceof Expression.Subquery subquery) {
            return new Expression.Subquery(subquery.of(), subquery.range(), subquery.step(), when);
        }
        throw new QueryException("An offset or @ can only stand behind a metric or a subquery.");
    }

    /** Offset and moment, each at most once, in either order. */
    private When when() {
        Duration offset = null;
        Instant moment = null;
        while (is("offset") || is("@")) {
            boolean twice = is("@") ? moment != null : offset != null;
            if (twice) {
                throw unexpected();
            }
            if (take("@")) {
                moment = moment();
            } else {
                at++;
                boolean later = take("-");
                offset = later ? duration().negated() : duration();
            }
        }
        return new When(offset == null ? Duration.ZERO : offset, moment);
    }

    private Instant moment() {
        boolean before1970 = take("-");
        Word word = next();
        Instant bound = bounds.get(word.text());
        if (bound != null && !before1970) {
            expect("(");
            expect(")");
            return bound;
        }
        double seconds = word.kind() == Kind.NUMBER ? number(word) : Double.NaN;
        if (!(seconds <= LATEST)) {
            throw new QueryException(
                    "Behind @ there must be a time in seconds, start() or end(), at " + word.at() + ".");
        }
        return Instant.ofEpochMilli(Math.round((before1970 ? -seconds : seconds) * 1000));
    }

    private Expression ranged(Expression of) {
        Duration range = duration();
        if (take(":")) {
            Duration step = is("]") ? null : duration();
            expect("]");
            return new Expression.Subquery(of, range, step, When.NOW);
        }
        expect("]");
        if (of instanceof Expression.Selector selector && selector.range() == null) {
            return new Expression.Selector(selector.matchers(), range, selector.when());
        }
        throw new QueryException("A range such as [5m] can only stand behind a metric; a subquery is as in [1h:5m].");
    }

    private Expression atom() {
        Word word = next();
        return switch (word.kind()) {
            case NUMBER -> new Expression.Number(number(word));
            case TEXT -> new Expression.Text(word.text());
            case NAME -> named(word.text());
            case SIGN -> {
                at--;
                yield sign(word);
            }
            default -> throw unexpected(word);
        };
    }

    private Expression sign(Word word) {
        if (word.text().equals("{")) {
            return new Expression.Selector(matchers(List.of()), null, When.NOW);
        }
        if (!take("(")) {
            throw unexpected(word);
        }
        Expression inside = expression(0);
        expect(")");
        return inside;
    }

    private Expression named(String name) {
        boolean aggregation = Vocabulary.AGGREGATIONS.contains(name)
                && (is("(") || peek().text().equals("by") || peek().text().equals("without"));
        if (aggregation) {
            return aggregate(name);
        }
        if (is("(")) {
            return new Expression.Call(name, arguments());
        }
        if (name.equalsIgnoreCase("inf") || name.equalsIgnoreCase("nan")) {
            return new Expression.Number(name.equalsIgnoreCase("inf") ? Double.POSITIVE_INFINITY : Double.NaN);
        }
        var byName = new LabelMatcher(LabelMatcher.NAME, "=", name);
        return new Expression.Selector(is("{") ? matchers(List.of(byName)) : List.of(byName), null, When.NOW);
    }

    private Expression aggregate(String operator) {
        Labels before = grouping();
        List<Expression> arguments = arguments();
        Labels after = before == null ? grouping() : before;
        int wanted = Vocabulary.WITH_PARAMETER.contains(operator) ? 2 : 1;
        if (arguments.size() != wanted) {
            throw new QueryException(operator + " takes " + wanted + " arguments.");
        }
        return new Expression.Aggregate(
                operator,
                arguments.get(wanted - 1),
                wanted == 2 ? arguments.get(0) : null,
                after == null ? NONE : after);
    }

    private @Nullable Labels grouping() {
        if (take("by")) {
            return new Labels(names(), true);
        }
        return take("without") ? new Labels(names(), false) : null;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        expect("(");
        while (!take(")")) {
            names.add(name());
            if (!is(")")) {
                expect(",");
            }
        }
        return names;
    }

    private List<Expression> arguments() {
        List<Expression> arguments = new ArrayList<>();
        expect("(");
        while (!take(")")) {
            arguments.add(expression(0));
            if (!is(")")) {
                expect(",");
            }
        }
        return arguments;
    }

    private List<LabelMatcher> matchers(List<LabelMatcher> given) {
        List<LabelMatcher> matchers = new ArrayList<>(given);
        expect("{");
        while (!take("}")) {
            String label = name();
            Word operator = next();
            Word value = next();
            if (!Set.of("=", "!=", "=~", "!~").contains(operator.text()) || value.kind() != Kind.TEXT) {
                throw unexpected(operator);
            }
            matchers.add(new LabelMatcher(label, operator.text(), value.text()));
            if (!is("}")) {
                expect(",");
            }
        }
        if (matchers.isEmpty()) {
            throw new QueryException("Say which series: {} would be all of them.");
        }
        return matchers;
    }

    private String name() {
        Word word = next();
        if (word.kind() != Kind.NAME) {
            throw unexpected(word);
        }
        return word.text();
    }

    private Duration duration() {
        Word word = next();
        if (word.kind() != Kind.DURATION) {
            throw new QueryException("A duration such as 5m must stand at " + word.at() + ".");
        }
        return Durations.parse(word.text());
    }

    private static double number(Word word) {
        String text = word.text();
        return text.startsWith("0x") || text.startsWith("0X")
                ? Long.parseUnsignedLong(text.substring(2), 16)
                : Double.parseDouble(text);
    }

    private Word next() {
        Word word = peek();
        at++;
        return word;
    }

    private Word peek() {
        return words.get(Math.min(at, words.size() - 1));
    }

    private boolean is(String text) {
        return peek().kind() != Kind.TEXT && peek().text().equals(text);
    }

    private boolean take(String text) {
        boolean there = is(text);
        at += there ? 1 : 0;
        return there;
    }

    private void expect(String text) {
        if (!take(text)) {
            throw unexpected();
        }
    }

    private QueryException unexpected() {
        return unexpected(peek());
    }

    private static QueryException unexpected(Word word) {
        String what = word.kind() == Kind.END ? "The query ends too early" : "\"" + word.text() + "\" can't stand here";
        return new QueryException(what + ", at " + word.at() + ".");
    }
}
