package io.kyozo.jobs.app;

import io.kyozo.jobs.Priority;
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

    /** Looks at all of the queue for newcomers take at most this share of the time while there is enough to do. */
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

    /** Only jobs at their last attempt may be left. */
    private boolean careful;

    private boolean backlog;
    private boolean dry;
    private int turn;
    private long lookAgainAt;

    /** {@code clock} as {@link System#nanoTime}. */
    Appetite(String queue, EngineSettings settings, QueueLimits limits, LongSupplier clock) {
        this.queue = queue;
        this.limits = limits;
        this.settings = settings;
        this.clock = clock;
        this.lookAgainAt = clock.getAsLong();
        this.peekAgainAt = lookAgainAt;
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

    /** How long to wait where all of the queue must be looked at, and that would be too often; null where not. */
    @Nullable
    Duration pause() {
        long wait = lookAgainAt - clock.getAsLong();
        return hungry && look && dry && wait > 0 ? Duration.ofNanos(wait) : null;
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
        boolean peek = enough && ahead > 0 && mayPeek(want);
        if (!peek && (enough || want <= 0)) {
            return Optional.empty();
        }
        hungry = false;
        int most = peek ? Math.max(want, load.concurrency()) : careful ? idle : want;
        int limit = Math.min(most, settings.dispatch().batch());
        boolean patient = !peek && backlog && ++turn % PATIENT_TURN == 0;
        return Optional.of(patient ? patient(load) : ordinary(limit, idle));
    }

    /**
     * Whether to look at all of the queue though there is enough to do: those who just came may be of a team that has few
     * jobs, or urgent, and go before what is held. {@code want} more would be held otherwise.
     */
    private boolean mayPeek(int want) {
        return newcomers && !careful && want > 0 && clock.getAsLong() >= peekAgainAt && mayLook();
    }

    /** Looks at all of the queue take only their share of the time, unless nothing is left where the last claim ended. */
    private boolean mayLook() {
        long now = clock.getAsLong();
        return now >= lookAgainAt && (dry || now >= peekAgainAt);
    }

    private ClaimRequest ordinary(int limit, int idle) {
        boolean wide = careful || isGuarded() || frontier.isEmpty() || (look && mayLook());
        look = look && !wide;
        newcomers = newcomers && !wide;
        return new ClaimRequest(
                queue,
                limit,
                settings.lease(),
                settings.instance(),
                List.of(Priority.values()),
                Duration.ZERO,
                limit <= idle,
                frontier.last(),
                wide ? null : frontier.stretches(),
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
            hungry = true;
        } else if (request.stretches() == null) {
            looked(request, claimed, askedAt);
        } else {
            frontier.reached(claimed.jobs());
            if (claimed.more()) {
                frontier.lookedAt(request.stretches(), request.limit(), claimed.jobs());
            } else {
                frontier.exhausted(claimed.jobs());
                look = true;
                dry = true;
            }
            hungry = true;
        }
    }

    private void looked(ClaimRequest request, JobStore.Claimed claimed, long askedAt) {
        long now = clock.getAsLong();
        long took = now - askedAt;
        peekAgainAt = now + took * (PEEK_SHARE - 1);
        lookAgainAt = took < SLOW_LOOK ? now : now + took * (LOOK_SHARE - 1);
        dry = false;
        backlog = claimed.more();
        frontier.reached(claimed.jobs());
        if (!claimed.more()) {
            frontier.exhausted(List.of());
        }
        careful = !claimed.more() && !request.lastAttempts();
        hungry = hungry || claimed.more() || careful;
        look = look || careful;
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
