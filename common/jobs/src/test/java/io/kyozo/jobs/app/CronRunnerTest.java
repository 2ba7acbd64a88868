package io.kyozo.jobs.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.jobs.CronJob;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Cron jobs under a simulated clock, which several instances share as they share the database's. */
class CronRunnerTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Simulated world = new Simulated();

    private CronRunner runner(String schedule, ZoneId zone) {
        CronJob job = new CronJob() {
            @Override
            public String name() {
                return "test.cron";
            }

            @Override
            public String schedule() {
                return schedule;
            }

            @Override
            public ZoneId zone() {
                return zone;
            }

            @Override
            public JobRequest job() {
                return JobRequest.of("test.echo", Map.of());
            }
        };
        return new CronRunner(world, world, world, List.of(job));
    }

    /** Lets the clock run from one time to another, with a look by each of two instances at every step. */
    private void run(String schedule, ZoneId zone, String from, String to, Duration step) {
        List<CronRunner> instances = List.of(runner(schedule, zone), runner(schedule, zone));
        world.now = Instant.parse(from);
        run(instances, Instant.parse(to), step);
    }

    private void run(List<CronRunner> instances, Instant to, Duration step) {
        while (!world.now.isAfter(to)) {
            instances.forEach(instance -> instance.tick().await().indefinitely());
            world.now = world.now.plus(step);
        }
    }

    @Test
    void aTickHasOneRunHoweverManyInstancesThereAre() {
        run("*/5 * * * *", ZoneOffset.UTC, "2026-01-01T00:01:00Z", "2026-01-01T01:01:00Z", Duration.ofSeconds(7));
        assertThat(world.runs).hasSize(12);
    }

    @Test
    void aDailyJobRunsOncePerDayAcrossTheYearsTwoClockChanges() {
        // 02:30 does not exist on 29 March, and exists twice on 25 October.
        run("30 2 * * *", BERLIN, "2026-01-01T00:00:00Z", "2026-12-31T12:00:00Z", Duration.ofMinutes(17));
        assertThat(world.runs).hasSize(365);
        for (int i = 1; i < world.runs.size(); i++) {
            assertThat(Duration.between(world.runs.get(i - 1), world.runs.get(i)))
                    .isBetween(Duration.ofHours(23), Duration.ofHours(26));
        }
    }

    @Test
    void anHourlyJobRunsEveryHourThatThereIsWhenTheClocksChange() {
        run("15 * * * *", BERLIN, "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", Duration.ofMinutes(1));
        assertThat(world.runs).hasSize(24);
        world.clear();
        run("15 * * * *", BERLIN, "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z", Duration.ofMinutes(1));
        assertThat(world.runs).hasSize(24);
    }

    @Test
    void ticksInTheZoneOfTheJob() {
        run(
                "0 9 * * *",
                ZoneId.of("Asia/Kathmandu"),
                "2026-05-01T00:00:00Z",
                "2026-05-02T00:00:00Z",
                Duration.ofMinutes(1));
        assertThat(world.runs).containsExactly(Instant.parse("2026-05-01T03:15:00Z"));
    }

    @Test
    void makesUpForManyMissedTicksByOne() {
        List<CronRunner> one = List.of(runner("every PT10S", ZoneOffset.UTC));
        world.now = Instant.parse("2026-01-01T00:00:01Z");
        run(one, world.now, Duration.ofSeconds(1));
        world.now = world.now.plus(Duration.ofHours(5));
        run(one, world.now.plusSeconds(4), Duration.ofSeconds(1));
        assertThat(world.runs).hasSize(1);
    }

    @Test
    void aClockPutForwardMakesNoBurst() {
        List<CronRunner> one = List.of(runner("* * * * *", ZoneOffset.UTC));
        world.now = Instant.parse("2026-01-01T00:00:30Z");
        run(one, world.now.plusSeconds(600), Duration.ofSeconds(10));
        int before = world.runs.size();
        world.now = world.now.plus(Duration.ofHours(1));
        run(one, world.now.plusSeconds(600), Duration.ofSeconds(10));
        assertThat(world.runs.size() - before).isBetween(10, 12);
    }

    @Test
    void aClockPutBackSkipsNothing() {
        List<CronRunner> two = List.of(runner("every PT10S", ZoneOffset.UTC), runner("every PT10S", ZoneOffset.UTC));
        world.now = Instant.parse("2026-01-01T12:00:01Z");
        run(two, world.now.plusSeconds(100), Duration.ofSeconds(1));
        int before = world.runs.size();
        world.now = world.now.minus(Duration.ofHours(1));
        run(two, world.now.plusSeconds(100), Duration.ofSeconds(1));
        assertThat(world.runs.size() - before).isBetween(9, 11);
    }

    @Test
    void aClockPutBackByLessThanAPeriodRunsNoTickTwice() {
        List<CronRunner> one = List.of(runner("0 3 * * *", ZoneOffset.UTC));
        world.now = Instant.parse("2026-01-01T02:00:00Z");
        run(one, Instant.parse("2026-01-01T03:01:00Z"), Duration.ofSeconds(30));
        world.now = world.now.minus(Duration.ofHours(1));
        run(one, Instant.parse("2026-01-01T23:00:00Z"), Duration.ofMinutes(1));
        assertThat(world.runs).hasSize(1);
        run(one, Instant.parse("2026-01-02T03:01:00Z"), Duration.ofMinutes(1));
        assertThat(world.runs).hasSize(2);
    }

    /** The database's clock and its ticks, and the jobs that were enqueued, with when. */
    private static final class Simulated implements CronStore, Transactions, Jobs {
        private final Map<String, Tick> ticks = new HashMap<>();
        private final List<Instant> runs = new ArrayList<>();
        private Instant now = Instant.EPOCH;

        void clear() {
            ticks.clear();
            runs.clear();
        }

        @Override
        public Uni<Ticks> ticks() {
            return Uni.createFrom().item(new Ticks(now, Map.copyOf(ticks)));
        }

        @Override
        public Uni<Void> schedule(String name, String schedule, Instant nextAt) {
            ticks.put(name, new Tick(schedule, nextAt));
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Boolean> advance(Tx tx, String name, Instant from, Instant to) {
            Tick tick = ticks.get(name);
            boolean mine = tick.nextAt().equals(from);
            if (mine) {
                ticks.put(name, new Tick(tick.schedule(), to));
            }
            return Uni.createFrom().item(mine);
        }

        @Override
        public Uni<UUID> enqueue(Tx tx, JobRequest job) {
            runs.add(now);
            return Uni.createFrom().item(UUID.randomUUID());
        }

        @Override
        public <T> Uni<T> inTransaction(Function<Tx, Uni<T>> work) {
            return work.apply(new Tx() {
                @Override
                public Uni<Integer> update(String sql, Object... parameters) {
                    throw new UnsupportedOperationException(sql);
                }

                @Override
                public Uni<List<Row>> query(String sql, Object... parameters) {
                    throw new UnsupportedOperationException(sql);
                }
            });
        }

        @Override
        public Uni<Tx> current() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Integer> update(String sql, Object... parameters) {
            throw new UnsupportedOperationException(sql);
        }

        @Override
        public Uni<List<Row>> query(String sql, Object... parameters) {
            throw new UnsupportedOperationException(sql);
        }

        @Override
        public Uni<UUID> enqueue(JobRequest job) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Set<UUID>> enqueueAll(Collection<JobRequest> jobs) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> cancel(UUID jobId, String reason) {
            throw new UnsupportedOperationException();
        }
    }
}
