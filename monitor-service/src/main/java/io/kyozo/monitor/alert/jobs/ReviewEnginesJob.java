package io.kyozo.monitor.alert.jobs;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.kyozo.monitor.alert.AlertKind;
import io.kyozo.monitor.alert.Condition;
import io.kyozo.monitor.alert.Signal;
import io.kyozo.monitor.alert.app.AlertConfig;
import io.kyozo.monitor.alert.app.ReviewAlerts;
import io.kyozo.monitor.alert.app.WatchStore;
import io.kyozo.monitor.alert.app.WatchStore.Share;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells each team once where nearly all that an engine runs fails or is slow at once, instead of once for each service. */
@Worker(type = ReviewEnginesJob.TYPE, queue = "health", maxAttempts = 1)
class ReviewEnginesJob implements Chore {
    static final String TYPE = "alert.review-engines";

    private final Transactions transactions;
    private final WatchStore watches;
    private final ReviewAlerts review;
    private final AlertConfig config;
    private final Clock clock;

    ReviewEnginesJob(
            Transactions transactions, WatchStore watches, ReviewAlerts review, AlertConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.transactions = transactions;
        this.watches = watches;
        this.review = review;
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return "every PT5S";
    }

    @Override
    public Uni<Void> run() {
        Instant now = clock.instant();
        Instant since = now.minus(config.engineWindow());
        Instant lately = now.minus(config.together());
        return watches.engines(AlertKind.DOWN, since, lately)
                .chain(down -> reviewAll(down, this::reviewBroken)
                        .chain(() -> watches.engines(AlertKind.DEGRADED, since, lately))
                        .chain(slow -> reviewAll(slow, share -> reviewSlow(share, atFault(down)))));
    }

    private static Set<UUID> atFault(List<Share> shares) {
        return shares.stream()
                .filter(share -> share.engine().isAtFault())
                .map(Share::id)
                .collect(Collectors.toSet());
    }

    private static Uni<Void> reviewAll(List<Share> shares, Function<Share, Uni<Void>> review) {
        return Multi.createFrom()
                .iterable(shares)
                .onItem()
                .transformToUni(review::apply)
                .collectFailures()
                .concatenate()
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> reviewBroken(Share share) {
        Signal signal = share.engine().isAtFault() ? Signal.BAD : Signal.GOOD;
        return transactions.inTransaction(tx -> review.review(
                tx,
                AlertKind.ENGINE,
                signal,
                condition(share, "fail"),
                Uuid7.next().toString()));
    }

    private Uni<Void> reviewSlow(Share share, Set<UUID> broken) {
        boolean told = broken.contains(share.id());
        return transactions.inTransaction(tx -> review.review(
                tx,
                AlertKind.ENGINE_DEGRADED,
                phase -> Signal.degraded(share.engine(), told, phase),
                condition(share, "serve badly"),
                Uuid7.next().toString()));
    }

    private static Condition condition(Share share, String how) {
        String reason = share.engine().suspect() + " of " + share.engine().services() + " services on the "
                + share.engine().name() + " engine " + how + " at once";
        return new Condition(share.id(), share.teamId(), null, share.engine().name() + " engine", null, false, reason);
    }
}
