package io.kyozo.jobs.engine;

import io.kyozo.contracts.error.DidYouMean;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One of the five fields: {@code *}, numbers, names, ranges {@code a-b}, steps {@code /n} and lists of them.
 *
 * @param values that match
 * @param any whether it starts with {@code *}, so that it restricts nothing but by its step
 */
record CronField(BitSet values, boolean any) {
    private static final List<String> MONTHS =
            List.of("", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    static CronField parse(Kind kind, String text) {
        BitSet values = new BitSet();
        for (String part : text.split(",", -1)) {
            add(kind, part, values);
        }
        if (kind == Kind.DAY_OF_WEEK && values.get(7)) {
            values.set(0);
        }
        return new CronField(values, text.startsWith("*"));
    }

    private static void add(Kind kind, String part, BitSet values) {
        String[] stepped = part.split("/", -1);
        int step = stepped.length == 1 ? 1 : number(kind, stepped[1], List.of());
        if (stepped.length > 2 || step < 1) {
            throw new IllegalArgumentException(kind.title + " \"" + part + "\" has no proper step");
        }
        int from = kind.least;
        int to = kind.most;
        if (!stepped[0].equals("*")) {
            String[] range = stepped[0].split("-", -1);
            from = number(kind, range[0], kind.names);
            to = range.length == 1 ? (stepped.length == 1 ? from : kind.most) : number(kind, range[1], kind.names);
            if (range.length > 2 || from < kind.least || to > kind.most || from > to) {
                throw new IllegalArgumentException(
                        kind.title + " \"" + part + "\" is not within " + kind.least + " to " + kind.most);
            }
        }
        for (int value = from; value <= to; value += step) {
            values.set(value);
        }
    }

    private static int number(Kind kind, String text, List<String> names) {
        int named = text.isEmpty() ? -1 : names.indexOf(text.toUpperCase(Locale.ROOT));
        if (named >= 0) {
            return named;
        }
        if (!text.matches("\\d{1,4}")) {
            throw new IllegalArgumentException(kind.title + " \"" + text + "\" is no number"
                    + (names.isEmpty() ? "" : DidYouMean.hint(text.toUpperCase(Locale.ROOT), kind.known())));
        }
        return Integer.parseInt(text);
    }

    boolean matches(int value) {
        return values.get(value);
    }

    /** Which field it is. */
    enum Kind {
        MINUTE("minute", 0, 59, List.of()),
        HOUR("hour", 0, 23, List.of()),
        DAY_OF_MONTH("day of month", 1, 31, List.of()),
        MONTH("month", 1, 12, MONTHS),
        DAY_OF_WEEK("day of week", 0, 7, DAYS);

        private final String title;
        private final int least;
        private final int most;
        private final List<String> names;

        Kind(String title, int least, int most, List<String> names) {
            this.title = title;
            this.least = least;
            this.most = most;
            this.names = names;
        }

        private List<String> known() {
            return names.stream().filter(name -> !name.isEmpty()).toList();
        }
    }
}
