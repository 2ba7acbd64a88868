package io.kyozo.analyzer.topology.parse;

/** Reads numbers from text without regular expressions. */
public final class Numbers {
    private Numbers() {}

    /** Whether {@code text} is a port: 1 to 65535, digits only. */
    public static boolean isPort(String text) {
        int number = leading(text);
        return number > 0 && number <= 65535 && text.chars().allMatch(Character::isDigit);
    }

    /** The number that {@code text} begins with, at most 9 digits; -1 where it begins with none. */
    public static int leading(String text) {
        int end = 0;
        while (end < text.length() && end < 10 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end == 0 || end > 9 ? -1 : Integer.parseInt(text.substring(0, end));
    }

    /** The first number in {@code text}; -1 where there is none. */
    public static int first(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                return leading(text.substring(i));
            }
        }
        return -1;
    }
}
