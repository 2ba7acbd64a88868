package io.kyozo.contracts.context;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One pattern of a {@code .dockerignore}: {@code ?}, {@code *}, {@code **}, classes, backslashes. All states are followed
 * at once, so that no pattern can make matching slow.
 */
final class DockerGlob {
    private enum Kind {
        LITERAL,
        ANY,
        CLASS,
        /** Any run without a slash. */
        STAR,
        /** Any run. */
        STARS,
        /** Nothing; the two after it, which are any run and its slash, may be left out. */
        MAYBE_FOLDERS,
        END
    }

    /**
     * One step of a pattern.
     *
     * @param text the character of a {@link Kind#LITERAL}; of a {@link Kind#CLASS} the first and last of each of its ranges
     * @param negated whether the class takes what it does not name
     */
    private record Token(Kind kind, String text, boolean negated) {
        static Token of(Kind kind) {
            return new Token(kind, "", false);
        }

        static Token literal(char c) {
            return new Token(Kind.LITERAL, String.valueOf(c), false);
        }

        boolean takes(char c) {
            return switch (kind) {
                case LITERAL -> text.charAt(0) == c;
                case ANY, STAR -> c != '/';
                case CLASS -> c != '/' && names(c) != negated;
                case STARS -> true;
                default -> false;
            };
        }

        private boolean names(char c) {
            for (int i = 0; i < text.length(); i += 2) {
                if (c >= text.charAt(i) && c <= text.charAt(i + 1)) {
                    return true;
                }
            }
            return false;
        }

        boolean stays() {
            return kind == Kind.STAR || kind == Kind.STARS;
        }
    }

    private final Token[] tokens;

    private DockerGlob(List<Token> tokens) {
        this.tokens = tokens.toArray(Token[]::new);
    }

    /** Reads a pattern; one that makes no sense, such as a class without its end, matches itself and nothing else. */
    static DockerGlob compile(String pattern) {
        List<Token> tokens = new ArrayList<>();
        for (int at = 0; at < pattern.length(); ) {
            char c = pattern.charAt(at);
            if (c == '*') {
                at = stars(pattern, at, tokens);
            } else if (c == '[') {
                int end = classOf(pattern, at, tokens);
                if (end < 0) {
                    return literally(pattern);
                }
                at = end;
            } else if (c == '\\' && at + 1 < pattern.length()) {
                tokens.add(Token.literal(pattern.charAt(at + 1)));
                at += 2;
            } else {
                tokens.add(c == '?' ? Token.of(Kind.ANY) : Token.literal(c));
                at++;
            }
        }
        tokens.add(Token.of(Kind.END));
        return new DockerGlob(tokens);
    }

    private static DockerGlob literally(String pattern) {
        List<Token> tokens = new ArrayList<>();
        pattern.chars().forEach(c -> tokens.add(Token.literal((char) c)));
        tokens.add(Token.of(Kind.END));
        return new DockerGlob(tokens);
    }

    /** Two stars are any run at the end, elsewhere any folders with the slash after them; moby has it so. */
    private static int stars(String pattern, int from, List<Token> tokens) {
        int at = from;
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        boolean pairs = (at - from) % 2 == 0;
        int next = pairs && pattern.startsWith("/", at) ? at + 1 : at;
        if (pairs && next == pattern.length()) {
            tokens.add(Token.of(Kind.STARS));
            return next;
        }
        if (at - from > 1 && !endsWithFolders(tokens)) {
            tokens.add(Token.of(Kind.MAYBE_FOLDERS));
            tokens.add(Token.of(Kind.STARS));
            tokens.add(Token.literal('/'));
        }
        if (!pairs) {
            tokens.add(Token.of(Kind.STAR));
        }
        return next;
    }

    /** Any folders twice are any folders: were they kept, many of them in a row would take long. */
    private static boolean endsWithFolders(List<Token> tokens) {
        int last = tokens.size() - 3;
        return last >= 0 && tokens.get(last).kind() == Kind.MAYBE_FOLDERS;
    }

    /** Reads a class; where the pattern goes on, or negative where it is none. */
    private static int classOf(String pattern, int open, List<Token> tokens) {
        int at = open + 1;
        boolean negated = pattern.startsWith("^", at);
        at += negated ? 1 : 0;
        int close = pattern.indexOf(']', at);
        StringBuilder ranges = new StringBuilder();
        while (at < close) {
            if (pattern.charAt(at) == '\\' && at + 1 < close) {
                at++;
            }
            char first = pattern.charAt(at);
            boolean range = at + 2 < close && pattern.charAt(at + 1) == '-';
            char last = range ? pattern.charAt(at + 2) : first;
            if (last < first) {
                return -1;
            }
            ranges.append(first).append(last);
            at += range ? 3 : 1;
        }
        if (ranges.isEmpty()) {
            return -1;
        }
        tokens.add(new Token(Kind.CLASS, ranges.toString(), negated));
        return close + 1;
    }

    /** Whether it matches {@code path} or a folder above it. */
    boolean matchesPathOrParent(String path) {
        long[] now = new long[(tokens.length + 63) / 64];
        long[] next = new long[now.length];
        enter(now, 0);
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '/' && ended(now)) {
                return true;
            }
            if (!step(c, now, next)) {
                return false;
            }
            long[] spent = now;
            now = next;
            next = spent;
            Arrays.fill(next, 0);
        }
        return ended(now);
    }

    /** Moves all states over one character; answers whether any is left. */
    private boolean step(char c, long[] now, long[] next) {
        boolean any = false;
        for (int word = 0; word < now.length; word++) {
            for (long left = now[word]; left != 0; left &= left - 1) {
                int state = word * 64 + Long.numberOfTrailingZeros(left);
                if (tokens[state].takes(c)) {
                    enter(next, tokens[state].stays() ? state : state + 1);
                    any = true;
                }
            }
        }
        return any;
    }

    /** Marks a state, and those that are reached from it without a character. */
    private void enter(long[] states, int first) {
        int at = first;
        while ((states[at >> 6] >>> at & 1) == 0) {
            states[at >> 6] |= 1L << at;
            Kind kind = tokens[at].kind();
            if (kind == Kind.MAYBE_FOLDERS) {
                enter(states, at + 3);
            } else if (!tokens[at].stays()) {
                return;
            }
            at++;
        }
    }

    private boolean ended(long[] states) {
        int end = tokens.length - 1;
        return (states[end >> 6] >>> end & 1) != 0;
    }
}
