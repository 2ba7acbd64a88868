package io.kyozo.monitor.slo.jobs;

import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.kyozo.monitor.slo.app.ReviewBudgets;
import io.smallrye.mutiny.Uni;

/** Looks at the error budgets. */
@Worker(type = ReviewBudgetsJob.TYPE, queue = "health", maxAttempts = 1)
class ReviewBudgetsJob implements Chore {
    static final String TYPE = "slo.review-budgets";

    private final ReviewBudgets review;

    ReviewBudgetsJob(ReviewBudgets review) {
        this.review = review;
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return "every PT1M";
    }

    @Override
    public Uni<Void> run() {
        return review.look();
    }
}
