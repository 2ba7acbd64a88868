package io.kyozo.jobs.bench;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** How long jobs wait at shares of the engine's capacity (see {@link Capacity}). */
final class Rates {
    private static final int MOST_CAPACITIES = 3;
    private static final int[] SHARES = {10, 50, 80};
    private static final int SECONDS = 4;

    private final KyozoContestant ours;
    private final Table table;

    Rates(KyozoContestant ours, Table table) {
        this.ours = ours;
        this.table = table;
    }

    /** {@code among} says in the table what else there is; {@code fromAnother} as for the capacity. */
    void measure(String among, boolean fromAnother, int times) {
        String who = ours.name() + ", put in " + (fromAnother ? "by another instance" : "here");
        double[] capacities = DoubleStream.generate(() -> Capacity.perSecond(ours.database(), fromAnother))
                .limit(Math.min(times, MOST_CAPACITIES))
                .sorted()
                .toArray();
        Arrays.stream(capacities).forEach(one -> table.add("capacity" + among, who, java.util.OptionalDouble.of(one)));
        double capacity = capacities[capacities.length / 2];
        for (int time = 0; time < times; time++) {
            for (int percent : SHARES) {
                int rate = (int) (capacity * percent / 100);
                table.add(
                        "from enqueue to start at " + percent + " % of the capacity" + among,
                        who + " (" + rate + "/s)",
                        ours.latency(rate, SECONDS, fromAnother));
            }
        }
    }
}
