package io.kyozo.analyzer.topology.advise;

import io.kyozo.analyzer.topology.Secrets;

/**
 * Takes out of a text whatever may be a secret: addresses with a password, values of variables that are named like
 * secrets, keys of known issuers, and any long word that looks random. Rather a word too many than one too few.
 */
public final class Redaction {
    public static final String MARK = "[redacted]";

    /** Shorter random words are names of builds and versions, longer ones are keys. */
    private static final int LONG = 16;

    private static final int LONGER = 24;
    private static final int DIGITS = 4;

    private static final String SEPARATORS = " \t\n\r\"'`()[]{}<>,;|";

    private Redaction() {}

    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        String before = "";
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || SEPARATORS.indexOf(text.charAt(i)) >= 0) {
                String word = text.substring(from, i);
                out.append(isSecretFlag(before) && !word.isEmpty() ? MARK : word(word));
                before = word.isEmpty() ? before : word;
                if (i < text.length()) {
                    out.append(text.charAt(i));
                }
                from = i + 1;
            }
        }
        return out.toString();
    }

    /** {@code --password} and the like, whose value is the next word. */
    private static boolean isSecretFlag(String word) {
        return word.startsWith("-") && !word.contains("=") && Secrets.isSecret(word.replaceFirst("^-+", ""), "");
    }

    private static String word(String word) {
        int split = firstOf(word, '=', ':');
        if (split > 0 && split < word.length() - 1 && !word.startsWith("://", split)) {
            String name = word.substring(0, split);
            String value = word.substring(split + 1);
            boolean secret = Secrets.isSecret(name, value) || isSuspect(value);
            return secret ? word.substring(0, split + 1) + MARK : word;
        }
        return Secrets.looksSecret(word) || isSuspect(word) ? MARK : word;
    }

    private static int firstOf(String word, char one, char other) {
        int first = word.indexOf(one);
        int second = word.indexOf(other);
        return first < 0 ? second : second < 0 ? first : Math.min(first, second);
    }

    /** Letters of both cases with digits, or hexadecimal digits, at a length that no word of a language has. */
    private static boolean isSuspect(String word) {
        for (String part : word.split("[/.:@=?&+]", 50)) {
            boolean digits = part.chars().anyMatch(Character::isDigit);
            boolean upper = part.chars().anyMatch(Character::isUpperCase);
            boolean lower = part.chars().anyMatch(Character::isLowerCase);
            boolean hexadecimal = part.chars().allMatch(c -> Character.digit(c, 16) >= 0);
            boolean mixed = part.chars().filter(Character::isDigit).count() >= DIGITS;
            if (part.length() >= LONG && digits && (upper && lower || hexadecimal)
                    || part.length() >= LONGER && mixed) {
                return true;
            }
        }
        return Secrets.looksSecret(word);
    }
}
