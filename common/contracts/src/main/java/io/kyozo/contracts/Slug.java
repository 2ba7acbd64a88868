package io.kyozo.contracts;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names that are safe as a DNS label, a container name and a label value: {@code [a-z0-9]([-a-z0-9]*[a-z0-9])?},
 * at most 40 characters (RFC 1123 allows 63; the rest is left for suffixes).
 */
public final class Slug {
    /** The longest slug, in characters. */
    public static final int MAX_LENGTH = 40;

    private static final Pattern VALID = Pattern.compile("[a-z0-9](?:[-a-z0-9]{0,38}[a-z0-9])?");

    private Slug() {}

    /** Whether {@code name} already is a slug. */
    public static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }

    /** The nearest slug to a free-form name; {@code fallback} where nothing usable is left of it. */
    public static String of(String name, String fallback) {
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        String dashed = ascii.replaceAll("[^a-z0-9]+", "-");
        String cut = trimDashes(dashed);
        if (cut.length() > MAX_LENGTH) {
            cut = trimDashes(cut.substring(0, MAX_LENGTH));
        }
        return cut.isEmpty() ? fallback : cut;
    }

    private static String trimDashes(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == '-') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == '-') {
            to--;
        }
        return text.substring(from, to);
    }
}
