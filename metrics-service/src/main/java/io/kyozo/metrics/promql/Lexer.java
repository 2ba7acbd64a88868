package io.kyozo.metrics.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a query into words. */
final class Lexer {
    /** What a word is. */
    enum Kind {
        NAME,
        NUMBER,
        DURATION,
        TEXT,
        SIGN,
        END
    }

    /**
     * A word.
     *
     * @param at its place in the query
     */
    record Word(Kind kind, String text, int at) {}

    private static final Pattern WORD = Pattern.compile("(?<blank>\\s+|#[^\\n]*)"
            + "|(?<duration>(?:[0-9]+(?:ms|[smhdwy]))+)(?![a-zA-Z0-9_])"
            + "|(?<number>0[xX][0-9a-fA-F]+|(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
            + "|(?<sign>=~|!~|==|!=|<=|>=|[-+*/%^=<>(){}\\[\\],@]|:(?=\\s*(?:[0-9]|\\])))"
            + "|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)"
            + "|(?<text>\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|`[^`]*+`)");

    private Lexer() {}

    static List<Word> words(String query) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(query);
        int at = 0;
        while (at < query.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new QueryException("There is no such word: \""
                        + query.substring(at, Math.min(at + 20, query.length())) + "\" at " + at + ".");
            }
            for (Kind kind : Kind.values()) {
                String found =
                        kind == Kind.END ? null : matcher.group(kind.name().toLowerCase(Locale.ROOT));
                if (found != null) {
                    words.add(new Word(kind, kind == Kind.TEXT ? unquoted(found) : found, at));
                }
            }
            at = matcher.end();
        }
        words.add(new Word(Kind.END, "", query.length()));
        return words;
    }

    private static String unquoted(String text) {
        String inside = text.substring(1, text.length() - 1);
        try {
            return text.charAt(0) == '`' ? inside : inside.translateEscapes();
        } catch (IllegalArgumentException e) {
            throw new QueryException("In " + text + " something stands behind a backslash that can't.");
        }
    }
}
