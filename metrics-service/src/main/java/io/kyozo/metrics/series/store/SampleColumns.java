package io.kyozo.metrics.series.store;

import io.kyozo.metrics.series.SampleRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of samples turned into one array a column, so that any number of them is one statement. */
final class SampleColumns {
    private SampleColumns() {}

    static @Nullable Object[] of(List<SampleRow> rows) {
        int count = rows.size();
        Long[] ids = new Long[count];
        Long[] times = new Long[count];
        Integer[] first = new Integer[count];
        Integer[] last = new Integer[count];
        @Nullable
        Double[] values = new @Nullable
                Double[rows.stream().mapToInt(row -> row.values().length).sum()];
        int next = 0;
        for (int i = 0; i < count; i++) {
            SampleRow row = rows.get(i);
            ids[i] = row.sourceId();
            times[i] = row.time();
            first[i] = next + 1;
            for (double value : row.values()) {
                values[next++] = Double.isNaN(value) ? null : value;
            }
            last[i] = next;
        }
        return new @Nullable Object[] {ids, times, first, values, last};
    }
}
