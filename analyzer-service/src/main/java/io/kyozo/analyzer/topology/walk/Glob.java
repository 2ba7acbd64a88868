package io.kyozo.analyzer.topology.walk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern with wildcards, as git's wildmatch.c reads it: {@code ?}, {@code *}, {@code **} between slashes, classes,
 * backslashes. Matched by following all states at once, so that the time is at most pattern length × text length,
 * whatever they are. Texts are bytes, one in each char, as git compares bytes.
 */
public final class Glob {
    private enum Kind {
        LITERAL,
        ANY,
        SET,
        /** Any run without a slash. */
        STAR,
        /** Any run. */
        STARS,
        /** The end of the pattern: to be there is to have matched. */
        END,
        /** Nothing; the two after it, which are any run and its slash, may be left out. */
        MAYBE_FOLDERS
    }

    private record Token(Kind kind, char literal, @Nullable BitSet set) {}

    private final Token[] tokens;
    /** What every match ends with: most texts are told apart by it, without a step. */
    private final String ending;

    private Glob(List<Token> tokens) {
        this.tokens = tokens.toArray(Token[]::new);
        int begin = this.tokens.length - 1;
        while (begin > 0 && this.tokens[begin - 1].kind == Kind.LITERAL) {
            begin--;
        }
        // The slash after any run of folders is left out with them.
        boolean optional = begin > 1 && this.tokens[begin - 2].kind == Kind.MAYBE_FOLDERS;
        StringBuilder literals = new StringBuilder();
        for (int i = optional ? begin + 1 : begin; i < this.tokens.length - 1; i++) {
            literals.append(this.tokens[i].literal);
        }
        this.ending = literals.toString();
    }

    /** Reads a pattern; null for one that matches nothing, such as a class without its end. */
    public static @Nullable Glob compile(String pattern) {
        return new Compiler(pattern).compile();
    }

    /** How much matching costs, against a text of length 1. */
    int size() {
        return tokens.length;
    }

    /** Whether the whole of {@code text}, from {@code from} on, matches. */
    public boolean matches(String text, int from) {
        if (text.length() - from < ending.length() || !text.endsWith(ending)) {
            return false;
        }
        long[] now = new long[(tokens.length + 63) / 64];
        long[] next = new long[now.length];
        enter(now, 0);
        for (int i = from; i < text.length(); i++) {
            if (!step(text.charAt(i), now, next)) {
                return false;
            }
            long[] spent = now;
            now = next;
            next = spent;
            Arrays.fill(next, 0);
        }
        return has(now, tokens.length - 1);
    }

    /** Moves all states over one byte; answers whether any is left. */
    private boolean step(char c, long[] now, long[] next) {
        boolean any = false;
        for (int word = 0; word < now.length; word++) {
            for (long left = now[word]; left != 0; left &= left - 1) {
                int state = word * 64 + Long.numberOfTrailingZeros(left);
                Token token = tokens[state];
                if (token.kind == Kind.STARS || (token.kind == Kind.STAR && c != '/')) {
                    enter(next, state);
                    any = true;
                } else if (takes(token, c)) {
                    enter(next, state + 1);
                    any = true;
                }
            }
        }
        return any;
    }

    private static boolean has(long[] states, int state) {
        return (states[state >> 6] >>> state & 1) != 0;
    }

    private static boolean takes(Token token, char c) {
        return switch (token.kind) {
            case LITERAL -> token.literal == c;
            case ANY -> c != '/';
            case SET -> token.set != null && token.set.get(c) && c != '/';
            default -> false;
        };
    }

    /** Marks a state, and those that are reached from it without a byte. */
    private void enter(long[] states, int state) {
        int at = state;
        while (!has(states, at)) {
            states[at >> 6] |= 1L << at;
            Kind kind = tokens[at].kind;
            if (kind == Kind.MAYBE_FOLDERS) {
                enter(states, at + 3);
            } else if (kind != Kind.STAR && kind != Kind.STARS) {
                return;
            }
            at++;
        }
    }

    private static final class Compiler {
        private final String pattern;
        private final List<Token> tokens = new ArrayList<>();
        private int at;

        Compiler(String pattern) {
            this.pattern = pattern;
        }

        @Nullable
        Glob compile() {
            while (at < pattern.length()) {
                char c = pattern.charAt(at++);
                switch (c) {
                    case '*' -> stars();
                    case '?' -> tokens.add(new Token(Kind.ANY, c, null));
                    case '[' -> {
                        GlobSet set = GlobSet.read(pattern, at);
                        if (set == null) {
                            return null;
                        }
                        at = set.end();
                        tokens.add(new Token(Kind.SET, c, set.bytes()));
                    }
                    case '\\' -> {
                        if (at == pattern.length()) {
                            return null;
                        }
                        tokens.add(new Token(Kind.LITERAL, pattern.charAt(at++), null));
                    }
                    default -> tokens.add(new Token(Kind.LITERAL, c, null));
                }
            }
            tokens.add(new Token(Kind.END, '\0', null));
            return new Glob(tokens);
        }

        private void stars() {
            int begin = at - 1;
            while (at < pattern.length() && pattern.charAt(at) == '*') {
                at++;
            }
            boolean several = at - begin > 1;
            boolean opens = begin == 0 || pattern.charAt(begin - 1) == '/';
            boolean slash = at < pattern.length() && pattern.charAt(at) == '/';
            boolean closes = at == pattern.length() || slash || pattern.startsWith("\\/", at);
            boolean crosses = several && opens && closes;
            if (crosses && slash) {
                tokens.add(new Token(Kind.MAYBE_FOLDERS, '*', null));
            }
            tokens.add(new Token(crosses ? Kind.STARS : Kind.STAR, '*', null));
        }
    }
}
