package io.kyozo.analyzer.topology.walk;

import java.util.BitSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A class of bytes such as {@code [a-z_]}, {@code [!0-9]} or {@code [[:alpha:]]}, as git's wildmatch.c reads it.
 *
 * @param bytes that belong to it
 * @param end where the pattern goes on
 */
record GlobSet(BitSet bytes, int end) {
    /** Reads what follows the bracket at {@code from - 1}; null where the class has no end or names an unknown one. */
    static @Nullable GlobSet read(String pattern, int from) {
        return new Reader(pattern, from).read();
    }

    private static final class Reader {
        private final String pattern;
        private final BitSet set = new BitSet(256);
        private int at;

        Reader(String pattern, int from) {
            this.pattern = pattern;
            this.at = from;
        }

        private int peek(int index) {
            return index < pattern.length() ? pattern.charAt(index) : 0;
        }

        @Nullable
        GlobSet read() {
            boolean negated = peek(at) == '!' || peek(at) == '^';
            if (negated) {
                at++;
            }
            int before = 0;
            do {
                before = item(before);
                if (before < 0) {
                    return null;
                }
                at++;
            } while (peek(at) != ']');
            if (negated) {
                set.flip(0, 256);
            }
            return new GlobSet(set, at + 1);
        }

        /** Takes the item that begins here, {@code at} ending on its last byte; the byte that a range may begin with. */
        private int item(int before) {
            int c = peek(at);
            if (c == 0) {
                return -1;
            }
            if (c == '\\') {
                c = peek(++at);
                if (c == 0) {
                    return -1;
                }
                set.set(c);
                return c;
            }
            if (c == '-' && before != 0 && peek(at + 1) != 0 && peek(at + 1) != ']') {
                return range(before);
            }
            if (c == '[' && peek(at + 1) == ':') {
                return named();
            }
            set.set(c);
            return c;
        }

        private int range(int before) {
            int last = peek(++at);
            if (last == '\\') {
                last = peek(++at);
                if (last == 0) {
                    return -1;
                }
            }
            if (before <= last) {
                set.set(before, last + 1);
            }
            return 0;
        }

        private int named() {
            int begin = at + 2;
            int close = pattern.indexOf(']', begin);
            if (close < 0) {
                return -1;
            }
            if (close - 1 < begin || pattern.charAt(close - 1) != ':') {
                set.set('[');
                return '[';
            }
            IntPredicate members = members(pattern.substring(begin, close - 1));
            if (members == null) {
                return -1;
            }
            for (int c = 1; c < 128; c++) {
                if (members.test(c)) {
                    set.set(c);
                }
            }
            at = close;
            return 0;
        }

        private static @Nullable IntPredicate members(String name) {
            return switch (name) {
                case "alnum" -> c -> isLetter(c) || isDigit(c);
                case "alpha" -> Reader::isLetter;
                case "blank" -> c -> c == ' ' || c == '\t';
                case "cntrl" -> c -> c < 32 || c == 127;
                case "digit" -> Reader::isDigit;
                case "graph" -> c -> c > 32 && c < 127;
                case "lower" -> c -> c >= 'a' && c <= 'z';
                case "print" -> c -> c >= 32 && c < 127;
                case "punct" -> c -> c > 32 && c < 127 && !isLetter(c) && !isDigit(c);
                case "space" -> c -> c == ' ' || c == '\t' || c == '\n' || c == '\r';
                case "upper" -> c -> c >= 'A' && c <= 'Z';
                case "xdigit" -> c -> isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
                default -> null;
            };
        }

        private static boolean isLetter(int c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        }

        private static boolean isDigit(int c) {
            return c >= '0' && c <= '9';
        }
    }
}
