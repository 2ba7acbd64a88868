package io.kyozo.jobs.cdi;

import io.kyozo.jobs.CronJob;
import io.kyozo.jobs.app.EngineSettings;
import io.kyozo.jobs.app.Handlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the configuration and the cron jobs must keep to; checked when the service starts, and all mistakes are told. */
final class ConfigRules {
    private final List<String> mistakes = new ArrayList<>();

    private ConfigRules() {}

    static void check(JobsConfig config) {
        ConfigRules rules = new ConfigRules();
        rules.positive("kyozo.jobs.poll-interval", config.pollInterval());
        rules.positive("kyozo.jobs.announce-interval", config.announceInterval());
        rules.positive("kyozo.jobs.retention.interval", config.retention().interval());
        rules.positive("kyozo.jobs.retention.age", config.retention().age());
        rules.require(!config.shutdownGrace().isNegative(), "kyozo.jobs.shutdown-grace must not be less than nothing");
        rules.kept("completed", config.retention().completed());
        rules.kept("cancelled", config.retention().cancelled());
        rules.kept("discarded", config.retention().discarded());
        rules.end();
    }

    static void check(JobsScalingConfig config) {
        ConfigRules rules = new ConfigRules();
        rules.require(
                config.most() <= EngineSettings.MOST_CONCURRENCY,
                "kyozo.jobs-scaling.most must be at most " + EngineSettings.MOST_CONCURRENCY + ", not "
                        + config.most());
        rules.positive("kyozo.jobs-scaling.interval", config.interval());
        rules.end();
    }

    /** The jobs of cron jobs must have a handler. */
    static void check(List<CronJob> cronJobs, Handlers handlers) {
        ConfigRules rules = new ConfigRules();
        for (CronJob job : cronJobs) {
            try {
                var unused = handlers.options(job.job().type());
            } catch (IllegalArgumentException unknown) {
                rules.mistakes.add("cron job " + job.name() + ": " + unknown.getMessage());
            }
        }
        rules.end();
    }

    private void kept(String state, int number) {
        require(number >= 0, "kyozo.jobs.retention." + state + " must be 0 or more, not " + number);
    }

    private void positive(String key, Duration duration) {
        require(!duration.isNegative() && !duration.isZero(), key + " must be more than nothing, not " + duration);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            mistakes.add(otherwise);
        }
    }

    private void end() {
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException(String.join("\n", mistakes));
        }
    }
}
