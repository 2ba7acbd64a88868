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
import java.util.List;

/** Tells each team once where nearly all that an engine runs fails at once, instead of once for each service. */
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
        return watches.engines(clock.instant().minus(config.engineWindow())).chain(this::review);
    }

    private Uni<Void> review(List<Share> shares) {
        return Multi.createFrom()
                .iterable(shares)
                .onItem()
                .transformToUniAndConcatenate(share -> transactions.inTransaction(tx -> review.review(
                        tx,
                        AlertKind.ENGINE,
                        share.engine().isAtFault() ? Signal.BAD : Signal.GOOD,
                        condition(share),
                        Uuid7.next().toString())))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static Condition condition(Share share) {
        String reason = share.engine().suspect() + " of " + share.engine().services() + " services on the "
                + share.engine().name() + " engine fail at once";
        return new Condition(share.id(), share.teamId(), null, share.engine().name() + " engine", null, false, reason);
    }
}
