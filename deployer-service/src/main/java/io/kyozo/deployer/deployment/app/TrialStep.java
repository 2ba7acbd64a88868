package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.event.RolloutStrategy;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.deployment.TrialJudge;
import io.kyozo.deployer.deployment.app.TrialRoutes.Trial;
import io.kyozo.deployer.route.Traffic;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sends a share of the requests to the new replicas while the old ones serve on, and compares how both answer: a growing
 * share for a canary, all at once for blue-green. Does better than the old, or no worse: goes on. Worse: the deployment is
 * undone, and the old replicas, which never went away, get all requests again.
 */
@ApplicationScoped
class TrialStep implements StepAction {
    private static final String PHASE = "trial";
    private static final int ALL = 100;

    private final TrialRoutes trials;
    private final TrialConfig config;

    TrialStep(TrialRoutes trials, TrialConfig config) {
        this.trials = trials;
        this.config = config;
    }

    @Override
    public SagaStep step() {
        return SagaStep.TRIAL;
    }

    @Override
    public Uni<Deployment> run(Work work) {
        Deployment deployment = work.deployment();
        return trials.of(deployment)
                .chain(all -> Multi.createFrom()
                        .iterable(shares(deployment))
                        .onItem()
                        .transformToUniAndConcatenate(share -> tryShare(work, all, share))
                        .collect()
                        .last())
                .replaceWith(deployment);
    }

    private List<Integer> shares(Deployment deployment) {
        return deployment.request().strategy() == RolloutStrategy.CANARY ? config.canaryShares() : List.of(ALL);
    }

    private Uni<Void> tryShare(Work work, List<Trial> all, int share) {
        if (all.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Duration time = share == ALL ? config.blueGreenHold() : config.canaryStep();
        work.log().info("", PHASE, share + " % of the requests go to the new version for " + time.toSeconds() + " s");
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(trial -> trials.send(trial, share).chain(() -> trials.seen(trial)))
                .collect()
                .asList()
                .call(() -> work.report().apply(SagaStep.TRIAL.progress(), share + " % go to the new version"))
                .chain(before -> watch(work, all, before, Instant.now().plus(time)));
    }

    private Uni<Void> watch(Work work, List<Trial> all, List<TrialRoutes.Seen> before, Instant until) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(config.every())
                .chain(() -> Multi.createFrom()
                        .iterable(all)
                        .onItem()
                        .transformToUniAndConcatenate(trials::seen)
                        .collect()
                        .asList())
                .chain(now -> {
                    boolean over = !Instant.now().isBefore(until);
                    judge(work, all, before, now, over);
                    return over ? conclude(work, all, before, now) : watch(work, all, before, until);
                });
    }

    private void judge(
            Work work, List<Trial> all, List<TrialRoutes.Seen> before, List<TrialRoutes.Seen> now, boolean warm) {
        var judge = new TrialJudge(config.maxErrorRate(), config.maxSlowdown(), config.minRequests());
        for (int each = 0; each < all.size(); each++) {
            Traffic fresh = now.get(each).fresh().since(before.get(each).fresh());
            Traffic old = now.get(each).old().since(before.get(each).old());
            // Where all requests go to the new version, what the old one answered until then is what it is compared
            // with.
            Traffic measure = old.requests() == 0 ? now.get(each).old() : old;
            Optional<String> worse = judge.verdict(measure, fresh, warm);
            if (worse.isPresent()) {
                String why = all.get(each).service() + ": the new version is worse on requests: " + worse.get();
                work.log().error(all.get(each).service(), PHASE, why);
                throw new StepFailedException(why);
            }
        }
    }

    private static Uni<Void> conclude(
            Work work, List<Trial> all, List<TrialRoutes.Seen> before, List<TrialRoutes.Seen> now) {
        for (int each = 0; each < all.size(); each++) {
            Traffic fresh = now.get(each).fresh().since(before.get(each).fresh());
            work.log()
                    .info(
                            all.get(each).service(),
                            PHASE,
                            "The new version answered " + fresh.requests() + " requests, " + fresh.errors()
                                    + " of them with errors");
        }
        return Uni.createFrom().voidItem();
    }
}
