package io.kyozo.monitor.heal;

import java.time.Duration;
import java.time.Instant;

/**
 * What was done about a service since it fell ill.
 *
 * @param last what was done last
 * @param restarts how often it was started anew
 * @param at when something was last done; when it fell ill, before
 * @param downThen how many services of its workspace were down then, itself among them
 */
public record Treatment(Remedy last, int restarts, Instant at, int downThen) {
    /** Of a service that fell ill at {@code since}, when so many of its workspace were down. */
    public static Treatment begin(Instant since, int down) {
        return new Treatment(Remedy.NONE, 0, since, down);
    }

    /**
     * What is due at {@code now}, while the service is still down and nothing is being done about it.
     *
     * @param down how many services of its workspace are down now, itself among them
     * @param earlierRelease whether there is a release before the present one
     */
    public Remedy due(int down, boolean earlierRelease, Instant now, HealPolicy policy) {
        if (last == Remedy.STOP) {
            return Remedy.NONE;
        }
        if (last != Remedy.NONE && down > downThen) {
            // Others fell ill by what was done: more of it is not what helps.
            return Remedy.STOP;
        }
        Duration passed = Duration.between(at, now);
        if (passed.compareTo(policy.pause(restarts)) < 0) {
            return Remedy.NONE;
        }
        if (last == Remedy.ROLL_BACK) {
            return Remedy.STOP;
        }
        if (restarts < policy.restarts()) {
            return Remedy.RESTART;
        }
        return policy.rollBack() && earlierRelease ? Remedy.ROLL_BACK : Remedy.STOP;
    }

    /** After {@code remedy} was asked for. */
    public Treatment after(Remedy remedy, int down, Instant now) {
        return new Treatment(remedy, restarts + (remedy == Remedy.RESTART ? 1 : 0), now, down);
    }
}
