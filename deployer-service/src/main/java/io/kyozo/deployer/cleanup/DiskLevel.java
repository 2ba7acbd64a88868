package io.kyozo.deployer.cleanup;

/** How full a disk is, and what follows from it. */
public enum DiskLevel {
    /** There is room. */
    FINE,
    /** Above the first mark: only the image of what runs and of the release before is kept. */
    HIGH,
    /** Above the second mark: only what runs is kept, and people are told. */
    CRITICAL;

    /** The level at {@code used} of {@code total} bytes; {@code high} and {@code critical} are percentages, 1 to 100. */
    public static DiskLevel of(long used, long total, int high, int critical) {
        if (total <= 0) {
            return FINE;
        }
        double percent = 100.0 * used / total;
        return percent >= critical ? CRITICAL : percent >= high ? HIGH : FINE;
    }

    /** How many releases keep their images where {@code wished} is the rule. */
    public int keptReleases(int wished) {
        return switch (this) {
            case FINE -> wished;
            case HIGH -> Math.min(wished, 2);
            case CRITICAL -> Math.min(wished, 1);
        };
    }

    /** The graver of the two. */
    public DiskLevel or(DiskLevel other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
