package io.kyozo.analyzer.topology.walk;

import java.time.Duration;

/**
 * Where a walk ends, whatever the folder holds.
 *
 * @param entries files and folders that are looked at
 * @param depth deepest folder that is entered, counted from the root
 * @param textBytes bytes of text read from files, in total
 * @param fileBytes bytes of the largest file that is read as text
 * @param time wall-clock time for the walk
 */
public record WalkBudget(int entries, int depth, long textBytes, int fileBytes, Duration time) {
    /** 100,000 entries, 48 levels, 48 MiB of text, 512 KiB a file, 30 s. */
    public static WalkBudget standard() {
        return new WalkBudget(100_000, 48, 48L << 20, 512 << 10, Duration.ofSeconds(30));
    }

    public WalkBudget entries(int value) {
        return new WalkBudget(value, depth, textBytes, fileBytes, time);
    }

    public WalkBudget depth(int value) {
        return new WalkBudget(entries, value, textBytes, fileBytes, time);
    }

    public WalkBudget textBytes(long value) {
        return new WalkBudget(entries, depth, value, fileBytes, time);
    }

    public WalkBudget time(Duration value) {
        return new WalkBudget(entries, depth, textBytes, fileBytes, value);
    }
}
