package io.kyozo.jobs.app;

import io.kyozo.jobs.Priority;
import io.kyozo.jobs.engine.ClaimedJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one queue whether more jobs are claimed now, how many and which. Used on the engine's thread.
 *
 * <p>Free workers are fed at once; beyond that as many jobs are claimed ahead as are done in a moment (see {@link Pace}).
 * A job at its last attempt is never claimed ahead: if this instance died, it would be a dead letter without having run.
 * While there is a backlog, one claim in {@value #PATIENT_TURN} goes to those that have waited longest whatever their
 * priority, so that none starves.
 */
final class Appetite {
    /** Which claim of a backlog is for those that have waited too long. */
    static final int PATIENT_TURN = 8;

    /** Jobs that may be done but not recorded yet: beyond that the database is not keeping up. */
    private static final int MOST_UNRECORDED = 4000;

    /** A look at all of the queue takes at most this share of the time, where it is slow. */
    private static final int LOOK_SHARE = 10;

    /** Looks for newcomers take at most this share of the time while there is enough to do. */
    private static final int PEEK_SHARE = 3;

    private static final long SLOW_LOOK = Duration.ofMillis(5).toNanos();

    private final String queue;
    private final EngineSettings settings;
    private final QueueLimits limits;
    private final LongSupplier clock;
    private final Pace pace;
    private final Frontier frontier = new Frontier();
    private boolean hungry;
    /** All of the queue is to be looked at, not only where the last claim ended. */
    private boolean look;
    /** Jobs came that may go before what is held. */
    private boolean newcomers;

    private long peekAgainAt;

    /** The last claim was of the places where jobs came lately. */
    private boolean near;

    /** Only jobs at their last attempt may be left. */
    private boolean careful;

    private boolean backlog;
    private int turn;
    private long lookAgainAt;
    private long patientAgainAt;
    private long lastLookTook;

    /** {@code clock} as {@link System#nanoTime}. */
    Appetite(String queue, EngineSettings settings, QueueLimits limits, LongSupplier clock) {
        this.queue = queue;
        this.limits = limits;
        this.settings = settings;
        this.clock = clock;
        this.lookAgainAt = clock.getAsLong();
        this.peekAgainAt = lookAgainAt;
        this.patientAgainAt = lookAgainAt;
        this.pace = new Pace(settings.dispatch().horizon(), settings.dispatch().ahead(), clock.getAsLong());
    }

    /** There may be jobs anywhere in the queue. */
    void woken() {
        hungry = true;
        look = true;
        newcomers = true;
    }

    boolean isHungry() {
        return hungry;
    }

    /** Jobs have ended: where the queue has limits, others may be let in now. */
    void ended(int jobs) {
        pace.ended(jobs);
        if (limits.isAny()) {
            woken();
        }
    }

    /** Whether the queue has limits over all instances: what may be begun is then only known to the store. */
    boolean isGuarded() {
        return limits.isAny();
    }

    /** What was claimed ahead was given back, since the jobs take longer than thought. */
    void misjudged() {
        pace.reset(clock.getAsLong());
        woken();
    }

    /** Whether nothing is known to wait, so that a job just put in may be begun at once. */
    boolean isSated() {
        return !hungry && !backlog && !isGuarded();
    }

    /**
     * Whether a job just put in may be begun before what waits: none of its team, and none more urgent, is known to. So a
     * flood of one team, or of less urgent jobs, does not hold it up.
     */
    boolean maySkipAhead(Priority priority, @Nullable UUID team) {
        return !isGuarded() && !frontier.isKnownBefore(priority, team);
    }

    /** A job was held from its insert. */
    void began(ClaimedJob job) {
        frontier.took(job);
    }

    /** How long to wait where all of the queue must be looked at, and that would be too often; null where not. */
    @Nullable
    Duration pause() {
        long wait = lookAgainAt - clock.getAsLong();
        boolean nothingElse = !newcomers && !isGuarded() && frontier.isEmpty();
        return hungry && look && nothingElse && wait > 0 ? Duration.ofNanos(wait) : null;
    }

    /** The next claim, if there is to be one. */
    Optional<ClaimRequest> next(Load load) {
        if (!hungry || load.unrecorded() > MOST_UNRECORDED || pause() != null) {
            return Optional.empty();
        }
        int ahead = isGuarded() ? 0 : pace.ahead(clock.getAsLong());
        int idle = load.idle();
        int want = load.concurrency() + ahead - load.taken();
        boolean enough = idle <= 0 && (ahead == 0 || want < (load.concurrency() + ahead) / 2 || careful);
        boolean peek = enough && ahead > 0 && mayPeek(load.taken(), load.concurrency() + ahead);
        if (!peek && (enough || want <= 0)) {
            return Optional.empty();
        }
        hungry = false;
        int most = peek ? Math.max(want, load.concurrency()) : careful ? idle : want;
        int limit = Math.min(most, settings.dispatch().batch());
        boolean patient = !peek && backlog && clock.getAsLong() >= patientAgainAt && ++turn % PATIENT_TURN == 0;
        return Optional.of(patient ? patient(load) : ordinary(limit, idle, peek));
    }

    /**
     * Whether to look for newcomers though there is enough to do: they may be of a team that has few jobs, or urgent, and
     * go before what is held: {@code taken} jobs, where {@code usual} are enough. What comes with them is held as well, up
     * to twice as many.
     */
    private boolean mayPeek(int taken, int usual) {
        return newcomers
                && !careful
                && taken < 2 * usual
                && clock.getAsLong() >= peekAgainAt
                && (!isTooEarly() || !frontier.nearby().isEmpty());
    }

    /** Whether a look at all of the queue would be too early: it takes long, and may only have its share of the time. */
    private boolean isTooEarly() {
        return clock.getAsLong() < lookAgainAt;
    }

    /**
     * Where to look: where there is more than was taken. Where nothing is known to be, or for those who just came, at all
     * of the queue, or, if it is too early for that, where jobs came lately.
     */
    private ClaimRequest ordinary(int limit, int idle, boolean peek) {
        boolean fresh = peek || frontier.isEmpty();
        List<ClaimRequest.Stretch> nearby = fresh && isTooEarly() && !isGuarded() ? frontier.nearby() : List.of();
        near = !nearby.isEmpty();
        boolean mayLook = look && !isTooEarly() && clock.getAsLong() >= peekAgainAt;
        boolean wide = !near && (fresh || careful || isGuarded() || mayLook);
        look = look && !wide;
        newcomers = newcomers && !wide && !near;
        return new ClaimRequest(
                queue,
                limit,
                settings.lease(),
                settings.instance(),
                List.of(Priority.values()),
                Duration.ZERO,
                limit <= idle,
                frontier.last(),
                wide ? null : near ? nearby : frontier.stretches(),
                limits);
    }

    /** The least urgent ones take turns at being served first. */
    private ClaimRequest patient(Load load) {
        List<Priority> order = new ArrayList<>(List.of(Priority.values()));
        Collections.reverse(order);
        Collections.rotate(order.subList(0, order.size() - 1), -(turn / PATIENT_TURN));
        return ClaimRequest.any(queue, Math.max(1, load.idle()), settings.lease(), settings.instance())
                .patient(order, settings.dispatch().ageing())
                .after(frontier.last())
                .within(limits);
    }

    /** The answer to {@code request}, which was asked at {@code askedAt}. */
    void answered(ClaimRequest request, JobStore.Claimed claimed, long askedAt) {
        if (!request.waited().isZero()) {
            patientAgainAt = restAfter(clock.getAsLong() - askedAt);
            hungry = true;
        } else if (request.stretches() == null) {
            looked(request, claimed, askedAt);
        } else if (near) {
            lookedNearby(request, claimed, askedAt);
        } else {
            frontier.reached(request, claimed.jobs());
            if (claimed.more()) {
                frontier.lookedAt(request.stretches(), request.limit(), claimed.jobs());
            } else {
                frontier.exhausted();
                look = true;
            }
            hungry = true;
        }
    }

    private void looked(ClaimRequest request, JobStore.Claimed claimed, long askedAt) {
        long now = clock.getAsLong();
        long took = now - askedAt;
        peekAgainAt = now + took * (PEEK_SHARE - 1);
        // One that was slow may have waited for the disk; two in a row had much to step over.
        lookAgainAt = restAfter(Math.min(took, lastLookTook));
        lastLookTook = took;
        backlog = claimed.more();
        frontier.reached(request, claimed.jobs());
        if (!claimed.more()) {
            frontier.exhausted();
        }
        careful = !claimed.more() && !request.lastAttempts();
        hungry = hungry || claimed.more() || careful;
        look = look || careful;
    }

    private void lookedNearby(ClaimRequest request, JobStore.Claimed claimed, long askedAt) {
        long now = clock.getAsLong();
        peekAgainAt = now + (now - askedAt) * (PEEK_SHARE - 1);
        if (claimed.more()) {
            frontier.reached(request, claimed.jobs());
        } else {
            claimed.jobs().forEach(frontier::took);
        }
        look = true;
        hungry = true;
    }

    /** When to look as far again as was just done, which {@code took} so long. */
    private long restAfter(long took) {
        long now = clock.getAsLong();
        return took < SLOW_LOOK ? now : now + took * (LOOK_SHARE - 1);
    }

    /** What an instance has in hand of a queue. */
    record Load(int concurrency, int busy, int buffered, int reserved, int unrecorded) {
        /** Workers that have nothing to do. */
        int idle() {
            return Math.max(0, concurrency - taken());
        }

        int taken() {
            return busy + buffered + reserved;
        }
    }
}
