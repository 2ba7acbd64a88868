package io.kyozo.contracts.error;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant who mistyped a name. */
public final class DidYouMean {
    private static final int LONGEST_COMPARED = 64;

    private DidYouMean() {}

    /** The known name nearest to {@code given}, where it is near enough: at most one edit in three characters. */
    public static Optional<String> nearest(String given, Collection<String> known) {
        if (given.length() > LONGEST_COMPARED) {
            return Optional.empty();
        }
        String wanted = given.toLowerCase(Locale.ROOT);
        int best = Math.max(1, wanted.length() / 3) + 1;
        Optional<String> found = Optional.empty();
        for (String name : known) {
            int distance = distance(wanted, name.toLowerCase(Locale.ROOT));
            if (distance < best) {
                best = distance;
                found = Optional.of(name);
            }
        }
        return found;
    }

    /** A sentence to append to a message, starting with a space; empty where nothing is near. */
    public static String sentence(String given, Collection<String> known) {
        return nearest(given, known)
                .map(name -> " Did you mean \"" + name + "\"?")
                .orElse("");
    }

    /** A clause to append to a message: {@code ; did you mean "x"?}, or else all that there is. */
    public static String hint(String given, Collection<String> known) {
        return nearest(given, known)
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElseGet(() -> "; known are " + known.stream().sorted().toList());
    }

    /** Edit distance with neighbouring letters swapped counted as one edit (optimal string alignment). */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
