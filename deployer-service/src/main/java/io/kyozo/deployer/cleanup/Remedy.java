package io.kyozo.deployer.cleanup;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.service.Replica;
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
    /** It is to be frozen, and runs. */
    FREEZE,
    /** It is to run, and is frozen. */
    THAW,
    /** Another took its place: it is seen off, if nobody does that already. */
    SEE_OFF,
    /** Nobody wants it any more: it is removed. */
    REMOVE;

    /** What the runtime says of a replica's container. */
    public enum Sighting {
        RUNNING,
        /** It runs, at another address than the one that is known. */
        MOVED,
        FROZEN,
        ENDED,
        GONE
    }

    /** Decides for a replica of a workspace in which no deployment acts. */
    public static Remedy of(Replica replica, Sighting sighting, Instant now) {
        if (replica.retiredBy() != null) {
            return replica.state() == InstanceState.REMOVED ? NONE : SEE_OFF;
        }
        return switch (replica.state()) {
            case REMOVED -> NONE;
            // No deployment acts, so whoever made it has ended without coming back to it.
            case PENDING, DEPLOYING, STOPPED, FAILED -> REMOVE;
            case RUNNING -> ofRunning(replica, sighting, now);
            case DEGRADED, CRASH_LOOP -> ofResting(replica, sighting, now);
            case PAUSED -> ofPaused(sighting);
        };
    }

    private static Remedy ofRunning(Replica replica, Sighting sighting, Instant now) {
        return switch (sighting) {
            case ENDED, GONE -> NOTE_END;
            case MOVED -> REFRESH;
            case FROZEN -> THAW;
            case RUNNING -> replica.restarts() > 0 && replica.history().isSteady(now) ? FORGET_RESTARTS : NONE;
        };
    }

    private static Remedy ofResting(Replica replica, Sighting sighting, Instant now) {
        return switch (sighting) {
            case RUNNING, MOVED -> REFRESH;
            case FROZEN -> THAW;
            case ENDED -> replica.history().isDue(now) ? RESTART : NONE;
            case GONE -> replica.history().isDue(now) ? RECREATE : NONE;
        };
    }

    private static Remedy ofPaused(Sighting sighting) {
        return switch (sighting) {
            case RUNNING, MOVED -> FREEZE;
            case FROZEN -> NONE;
            // What it had in memory is lost: when it is to go on, a new one is made.
            case ENDED, GONE -> REMOVE;
        };
    }
}
