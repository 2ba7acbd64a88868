package io.kyozo.analyzer.topology.jobs;

import io.kyozo.analyzer.topology.walk.WalkListener;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/** How far a walk is: written by the thread that walks, told every half a second while it does. */
final class WalkProgress implements WalkListener {
    /** Percent of the whole analysis at which the walk begins. */
    static final int FIRST = 5;

    /** Percent of the whole analysis at which the walk ends. */
    static final int LAST = 40;

    private static final Duration TOLD_EVERY = Duration.ofMillis(500);

    private final int files;
    private final BooleanSupplier cancelled;
    private final long began = System.nanoTime();
    private volatile int seen;

    /** @param files how many the folder has; what is walked are files and folders, without those that are ignored */
    WalkProgress(int files, BooleanSupplier cancelled) {
        this.files = files;
        this.cancelled = cancelled;
    }

    @Override
    public boolean seen(int entries) {
        seen = entries;
        return !cancelled.getAsBoolean();
    }

    int percent() {
        return percent(seen);
    }

    /** Whether somebody may be waiting by now; a short analysis is over before it could be told how far it is. */
    boolean tookLong() {
        return System.nanoTime() - began > TOLD_EVERY.toNanos();
    }

    private int percent(int seen) {
        return FIRST + (int) Math.min(LAST - FIRST, (long) (LAST - FIRST) * seen / Math.max(1, files));
    }

    private String message(int seen) {
        return String.format(Locale.ROOT, "looked at %,d files and folders, of %,d files in all", seen, files);
    }

    /** Both of one moment, while the walk goes on. */
    private Uni<Void> tell(BiFunction<Integer, String, Uni<Void>> teller, int seen) {
        return teller.apply(percent(seen), message(seen));
    }

    /** The outcome of {@code walk}; {@code teller} is given percent and message again and again until it is there. */
    <T> Uni<T> toldDuring(Uni<T> walk, BiFunction<Integer, String, Uni<Void>> teller) {
        Multi<T> told = Multi.createFrom()
                .ticks()
                .every(TOLD_EVERY)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> tell(teller, seen).map(done -> null));
        return Multi.createBy().merging().streams(walk.toMulti(), told).toUni();
    }
}
