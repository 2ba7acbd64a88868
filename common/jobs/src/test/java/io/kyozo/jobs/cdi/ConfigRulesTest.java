package io.kyozo.jobs.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.jobs.CronJob;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.app.CronRunner;
import io.kyozo.jobs.app.Handlers;
import io.kyozo.jobs.engine.WorkerOptions;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigRulesTest {
    private static final EchoHandler ECHO = new EchoHandler();
    private static final Handlers HANDLERS = new Handlers()
            .add(
                    WorkerOptions.of(
                            EchoHandler.class.getAnnotation(io.kyozo.jobs.Worker.class), "Echo", Set.of("health")),
                    ECHO);

    private static JobsConfig config(Map<String, String> set) {
        return new SmallRyeConfigBuilder()
                .withMapping(JobsConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValues(set)
                .build()
                .getConfigMapping(JobsConfig.class);
    }

    private static CronJob cron(String type, String schedule) {
        return new CronJob() {
            @Override
            public String name() {
                return "nightly.echo";
            }

            @Override
            public String schedule() {
                return schedule;
            }

            @Override
            public JobRequest job() {
                return JobRequest.of(type, Map.of());
            }
        };
    }

    @Test
    void acceptsTheDefaults() {
        assertThatCode(() -> ConfigRules.check(config(Map.of()))).doesNotThrowAnyException();
    }

    /** As every service finds them, with nothing set. */
    @Test
    void theQueuesOfTheServicesHaveTheirOwnConcurrency() {
        JobsConfig defaults = new SmallRyeConfigBuilder()
                .withMapping(JobsConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .addPropertiesSources()
                .build()
                .getConfigMapping(JobsConfig.class);
        assertThat(defaults.queues().keySet())
                .containsExactlyInAnyOrder("deployment", "analysis", "health", "metrics", "clean-up");
        assertThat(defaults.queues().get("deployment").concurrency()).isEqualTo(5);
        assertThat(defaults.queues().get("analysis").concurrency()).isEqualTo(3);
        assertThat(defaults.queues().get("health").concurrency()).isEqualTo(10);
        assertThat(defaults.queues().get("metrics").concurrency()).isEqualTo(10);
        assertThat(defaults.queues().get("clean-up").concurrency()).isEqualTo(1);
    }

    @Test
    void tellsEveryMistakeWithItsKey() {
        JobsConfig wrong = config(Map.of("kyozo.jobs.poll-interval", "0s", "kyozo.jobs.retention.completed", "-1"));
        assertThatThrownBy(() -> ConfigRules.check(wrong))
                .hasMessageContaining("kyozo.jobs.poll-interval must be more than nothing")
                .hasMessageContaining("kyozo.jobs.retention.completed must be 0 or more, not -1");
    }

    @Test
    void refusesACronJobWithoutAHandlerAndSaysWhatWasMeant() {
        assertThatThrownBy(() -> ConfigRules.check(List.of(cron("test.ecko", "* * * * *")), HANDLERS))
                .hasMessage("cron job nightly.echo: no handler has the job type \"test.ecko\"; did you mean"
                        + " \"test.echo\"?");
    }

    @Test
    void saysWhichCronJobsScheduleIsWrong() {
        assertThatThrownBy(() -> new CronRunner(null, null, null, List.of(cron("test.echo", "* * * FOO *"))))
                .hasMessageStartingWith("cron job nightly.echo: \"* * * FOO *\" is neither");
    }
}
