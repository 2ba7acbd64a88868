package io.kyozo.jobs.engine;

import java.util.Locale;

/** Where a job stands. The last three are final; a discarded job is a dead letter, which can be brought back. */
public enum JobState {
    /** Waits for its time. */
    SCHEDULED,
    /** May be claimed. */
    AVAILABLE,
    /** A worker holds it. */
    EXECUTING,
    /** Failed, and waits for its next attempt. */
    RETRYABLE,
    COMPLETED,
    CANCELLED,
    DISCARDED;

    /** As it stands in the database and in answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of this label. */
    public static JobState of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** Whether nothing more happens to the job by itself. */
    public boolean isFinal() {
        return switch (this) {
            case COMPLETED, CANCELLED, DISCARDED -> true;
            default -> false;
        };
    }
}
