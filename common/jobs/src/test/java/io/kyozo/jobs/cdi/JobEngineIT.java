package io.kyozo.jobs.cdi;

import static io.kyozo.jobs.cdi.JobTables.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.JobFailedException;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.jobs.WorkResult;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = KyozoTestResource.class,
        initArgs = {@ResourceArg(name = "schema", value = "jobs"), @ResourceArg(name = "kafka", value = "false")})
class JobEngineIT {
    @Inject
    Jobs jobs;

    @Inject
    EchoHandler handler;

    @Inject
    JobTables tables;

    @Inject
    Transactions transactions;

    private UUID enqueue(JobRequest request) {
        return jobs.enqueue(request).await().atMost(Duration.ofSeconds(5));
    }

    private static JobRequest echo(String name) {
        return JobRequest.of("test.echo", new TestArgs(name, 1));
    }

    @Test
    void doesAJobAndKeepsItAsCompleted() {
        UUID id = enqueue(echo("plain"));
        tables.awaitState(id, "completed");
        assertThat(tables.finished(id).getInteger("attempt")).isEqualTo(1);
    }

    @Test
    void startsAnEnqueuedJobWithin20Milliseconds() {
        AtomicLong startedAt = new AtomicLong();
        handler.on("fast", job -> {
            startedAt.set(System.nanoTime());
            return Uni.createFrom().item(WorkResult.done());
        });
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            startedAt.set(0);
            long before = System.nanoTime();
            tables.awaitState(enqueue(echo("fast")), "completed");
            best = Math.min(best, startedAt.get() - before);
        }
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(20));
    }

    @Test
    void triesAgainAfterAFailureAndKeepsItsError() {
        handler.on(
                "second-time",
                job -> job.attempt() == 1
                        ? Uni.createFrom().failure(new IllegalStateException("not yet"))
                        : Uni.createFrom().item(WorkResult.done()));
        UUID id = enqueue(echo("second-time"));
        tables.awaitState(id, "completed");
        assertThat(tables.finished(id).getInteger("attempt")).isEqualTo(2);
        assertThat(tables.finished(id).getValue("errors").toString()).contains("not yet", "PROCESSING");
    }

    @Test
    void makesADeadLetterOfAJobThatFailsAtEveryAttempt() {
        handler.on("never", job -> Uni.createFrom().failure(new IllegalStateException("no")));
        UUID id = enqueue(echo("never"));
        tables.awaitState(id, "discarded");
        assertThat(tables.finished(id).getInteger("attempt")).isEqualTo(3);
    }

    @Test
    void doesNotRetryWhatIsInvalid() {
        handler.on(
                "invalid",
                job -> Uni.createFrom()
                        .failure(new JobFailedException(ErrorClass.VALIDATION, "there is no such folder")));
        UUID id = enqueue(echo("invalid"));
        tables.awaitState(id, "discarded");
        assertThat(tables.finished(id).getInteger("attempt")).isEqualTo(1);
        assertThat(tables.finished(id).getString("reason")).isEqualTo("there is no such folder");
    }

    @Test
    void interruptsBlockingWorkAtTheTimeout() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicBoolean told = new AtomicBoolean();
        handler.on(
                "slow",
                job -> job.blocking(() -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        told.set(job.isCancelled());
                        interrupted.countDown();
                    }
                    return WorkResult.done();
                }));
        UUID id = enqueue(echo("slow"));
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(told).isTrue();
        handler.on("slow", job -> Uni.createFrom().item(WorkResult.done()));
        tables.awaitState(id, "completed");
        assertThat(tables.finished(id).getValue("errors").toString()).contains("longer than PT1S");
    }

    @Test
    void aSnoozeDoesNotCountAsAnAttempt() {
        AtomicInteger runs = new AtomicInteger();
        handler.on(
                "snooze",
                job -> Uni.createFrom()
                        .item(
                                runs.incrementAndGet() < 5
                                        ? WorkResult.snooze(Duration.ofMillis(5))
                                        : WorkResult.done()));
        UUID id = enqueue(echo("snooze"));
        tables.awaitState(id, "completed");
        assertThat(runs).hasValue(5);
        assertThat(tables.finished(id).getInteger("attempt")).isEqualTo(1);
    }

    @Test
    void waitsUntilAJobIsDue() {
        AtomicReference<Instant> ran = new AtomicReference<>();
        handler.on("later", job -> {
            ran.set(Instant.now());
            return Uni.createFrom().item(WorkResult.done());
        });
        Instant due = Instant.now().plusMillis(300);
        UUID id = enqueue(echo("later").notBefore(due));
        assertThat(tables.state(id)).isEqualTo("scheduled");
        tables.awaitState(id, "completed");
        assertThat(ran.get()).isBetween(due, due.plusMillis(700));
    }

    @Test
    void commitsAnEffectTogetherWithTheJob() {
        handler.on(
                "effect",
                job -> job.commit(tx -> tx.update("insert into job_queue (name) values ($1)", "made by " + job.id())
                        .replaceWithVoid()));
        UUID id = enqueue(echo("effect"));
        tables.awaitState(id, "completed");
        assertThat(tables.query("select name from job_queue where name = $1", "made by " + id))
                .hasSize(1);
    }

    @Test
    void rollsTheEffectBackWhenTheJobWasTakenAway() {
        handler.on("stolen", job -> {
            if (job.attempt() > 1) {
                return Uni.createFrom().item(WorkResult.done());
            }
            return transactions
                    .update(
                            "update job set state = 'available', fencing_token = fencing_token + 1 where id = $1",
                            job.id())
                    .chain(() -> job.commit(tx -> tx.update("insert into job_queue (name) values ('twice')")
                            .replaceWithVoid()));
        });
        UUID id = enqueue(echo("stolen"));
        tables.awaitState(id, "completed");
        assertThat(tables.query("select name from job_queue where name = 'twice'"))
                .isEmpty();
        assertThat(tables.finished(id).getInteger("attempt")).isEqualTo(2);
    }

    @Test
    void enqueuesNothingWhenTheTransactionRollsBack() {
        AtomicReference<UUID> id = new AtomicReference<>();
        Uni<UUID> rolledBack = transactions.inTransaction(tx -> jobs.enqueue(tx, echo("ghost"))
                .invoke(id::set)
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("changed its mind"))));
        assertThat(rolledBack.onFailure().recoverWithNull().await().atMost(Duration.ofSeconds(5)))
                .isNull();
        assertThat(tables.state(id.get())).isEqualTo("none");
    }

    @Test
    void wakesUpForAJobEnqueuedInATransaction() {
        UUID id = transactions
                .inTransaction(tx -> jobs.enqueue(tx, echo("in tx")))
                .await()
                .atMost(Duration.ofSeconds(5));
        tables.awaitState(id, "completed");
    }

    @Test
    void cancelsAWaitingJobAndTellsARunningOne() {
        UUID waiting = enqueue(echo("x").notBefore(Instant.now().plusSeconds(3600)));
        jobs.cancel(waiting, "not needed").await().atMost(Duration.ofSeconds(5));
        assertThat(tables.state(waiting)).isEqualTo("cancelled");

        handler.on(
                "watchful",
                job -> job.blocking(() -> {
                    await().until(job::isCancelled);
                    return WorkResult.retry("stopped half-way");
                }));
        UUID running = enqueue(echo("watchful"));
        tables.awaitState(running, "executing");
        jobs.cancel(running, "changed its mind").await().atMost(Duration.ofSeconds(5));
        tables.awaitState(running, "cancelled");
        assertThat(tables.finished(running).getString("reason")).isEqualTo("changed its mind");
    }

    @Test
    void poisonBlocksNothing() {
        UUID unknown = UUID.randomUUID();
        UUID unreadable = UUID.randomUUID();
        String insert = "insert into job (id, queue, type, state, priority, args, max_attempts, correlation_id)"
                + " values ($1, 'health', $2, 'available', 0, cast(cast($3 as text) as jsonb), 3, 'c')";
        tables.update(insert, unknown, "test.gone", "{}");
        tables.update(insert, unreadable, "test.echo", "[1, \"garbage\"]");
        tables.awaitState(enqueue(echo("good")), "completed");
        tables.awaitState(unknown, "discarded");
        tables.awaitState(unreadable, "discarded");
        assertThat(tables.finished(unknown).getString("reason")).contains("test.gone");
    }

    @Test
    void logsWithTheJobsCorrelationIdAndPassesItOn() {
        AtomicReference<Object> logged = new AtomicReference<>();
        handler.on("parent", job -> {
            logged.set(MDC.get("correlationId"));
            return jobs.enqueue(echo("child").unique("child")).replaceWith(WorkResult.done());
        });
        handler.on("child", job -> {
            logged.set(logged.get() + " " + job.correlationId());
            return Uni.createFrom().item(WorkResult.done());
        });
        UUID parent = enqueue(echo("parent").correlation("c-42"));
        tables.awaitState(parent, "completed");
        await().untilAsserted(() -> assertThat(logged).hasValue("c-42 c-42"));
    }

    @Test
    void keepsProgress() {
        handler.on("half", job -> job.progress(50, "half of it").replaceWith(WorkResult.retry("rest")));
        UUID id = enqueue(echo("half"));
        tables.awaitState(id, "discarded");
        assertThat(tables.finished(id).getString("progress_message")).isEqualTo("half of it");
    }
}
