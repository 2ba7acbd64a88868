package io.kyozo.deployer.cleanup;

import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.RestartBackoff;
import java.time.Instant;

/** What is done about a replica when what runs is compared with what should. */
public enum Remedy {
    /** It is as it should be, or its time has not come. */
    NONE,
    /** It runs, but not where it was or not as it was known: what is known is put right. */
    REFRESH,
    /** It ran for long: its restarts are forgotten. */
    FORGET_RESTARTS,
    /** It ended by itself: it is noted, and rests for a while. */
    NOTE_END,
    /** It has rested: its container is started again. */
    RESTART,
    /** It has rested, and its container is gone: another is made. */
    RECREATE,
    /** Nobody wants it any more: it is removed. */
    REMOVE;

    /** What the runtime says of a replica's container. */
    public enum Sighting {
        RUNNING,
        /** It runs, at another address than the one that is known. */
        MOVED,
        ENDED,
        GONE
    }

    /** Decides for a replica of a workspace in which no deployment acts. */
    public static Remedy of(Replica replica, Sighting sighting, Instant now) {
        return switch (replica.state()) {
            case REMOVED -> NONE;
            // No deployment acts, so whoever made or retired it has ended without coming back to it.
            case PENDING, DEPLOYING, STOPPED, FAILED -> REMOVE;
            case RUNNING -> replica.retiredBy() != null ? REMOVE : ofRunning(replica, sighting, now);
            case DEGRADED -> replica.retiredBy() != null ? REMOVE : ofDegraded(replica, sighting, now);
        };
    }

    private static Remedy ofRunning(Replica replica, Sighting sighting, Instant now) {
        return switch (sighting) {
            case ENDED, GONE -> NOTE_END;
            case MOVED -> REFRESH;
            case RUNNING -> {
                Instant since = replica.healthySince();
                boolean steady =
                        since != null && since.plus(RestartBackoff.RESET_AFTER).isBefore(now);
                yield replica.restarts() > 0 && steady ? FORGET_RESTARTS : NONE;
            }
        };
    }

    private static Remedy ofDegraded(Replica replica, Sighting sighting, Instant now) {
        if (sighting == Sighting.RUNNING || sighting == Sighting.MOVED) {
            return REFRESH;
        }
        Instant due = replica.nextRestartAt();
        if (due != null && now.isBefore(due)) {
            return NONE;
        }
        return sighting == Sighting.GONE ? RECREATE : RESTART;
    }
}
