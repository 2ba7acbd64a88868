package io.kyozo.metrics.series.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.jobs.Chore;
import io.kyozo.jobs.engine.JobState;
import io.kyozo.jobs.testing.TestJob;
import io.kyozo.jobs.testing.TestJobs;
import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Range;
import io.kyozo.metrics.series.Sample;
import io.kyozo.metrics.series.Series;
import io.kyozo.metrics.series.app.KeepDays;
import io.kyozo.metrics.series.app.SeriesConfig;
import io.kyozo.metrics.series.app.SeriesStore;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeepDaysJobTest {
    private final Days days = new Days();
    private final TestJobs jobs = new TestJobs();
    private final KeepDaysJob handler = new KeepDaysJob(new KeepDays(days, new Month()));

    @Test
    void opensDaysAheadAndDropsThosePastTheRetention() {
        TestJob job = jobs.run(handler, new Chore.NoArgs());
        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(ChronoUnit.DAYS.between(LocalDate.now(ZoneOffset.UTC), days.opened.get(0)))
                .isBetween(6L, 7L);
        assertThat(ChronoUnit.DAYS.between(days.droppedBefore.get(0), LocalDate.now(ZoneOffset.UTC)))
                .isBetween(30L, 31L);
    }

    @Test
    void aTickThatFindsTheDatabaseAwayIsTriedAgain() {
        days.failures = 1;
        jobs.handler(handler);
        var unused = jobs.enqueue(handler.job()).await().indefinitely();
        assertThat(jobs.drain("clean-up")).isEqualTo(1);
        TestJob job = jobs.onlyEnqueued(KeepDaysJob.TYPE);
        assertThat(job.state()).isEqualTo(JobState.RETRYABLE);
        jobs.advance(Duration.ofMinutes(1));
        assertThat(jobs.drain("clean-up")).isEqualTo(1);
        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.attempt()).isEqualTo(2);
    }

    private record Month() implements SeriesConfig {
        @Override
        public Duration interval() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration retention() {
            return Duration.ofDays(30);
        }
    }

    private static final class Days implements SeriesStore {
        private final List<LocalDate> opened = new ArrayList<>();
        private final List<LocalDate> droppedBefore = new ArrayList<>();
        private int failures;

        @Override
        public Uni<Void> openDays(LocalDate first, LocalDate last) {
            if (failures-- > 0) {
                return Uni.createFrom().failure(new IllegalStateException("no answer"));
            }
            opened.add(last);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Integer> dropDaysBefore(LocalDate first) {
            droppedBefore.add(first);
            return Uni.createFrom().item(1);
        }

        @Override
        public Uni<Void> append(Tx tx, List<Sample> samples) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Series> read(UUID serviceId, Metric metric, Range range) {
            throw new UnsupportedOperationException();
        }
    }
}
