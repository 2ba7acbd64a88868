package io.kyozo.jobs.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.JobFailedException;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Workflow;
import io.kyozo.jobs.Workflows;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = KyozoTestResource.class,
        initArgs = {@ResourceArg(name = "schema", value = "jobs"), @ResourceArg(name = "kafka", value = "false")})
class WorkflowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Workflows workflows;

    @Inject
    EchoHandler handler;

    @Inject
    JobTables tables;

    @Inject
    Transactions transactions;

    private final ConcurrentLinkedQueue<String> ran = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void behave() {
        for (String name : List.of("a", "b", "c", "d")) {
            handler.on(name, job -> {
                ran.add(name);
                return Uni.createFrom().item(WorkResult.done());
            });
        }
        handler.on(
                "invalid",
                job -> Uni.createFrom().failure(new JobFailedException(ErrorClass.VALIDATION, "can't be done")));
        handler.on(
                "stuck",
                job -> Uni.createFrom()
                        .<WorkResult>nothing()
                        .ifNoItem()
                        .after(Duration.ofMillis(900))
                        .recoverWithItem(() -> WorkResult.retry("stopped")));
    }

    private static JobRequest echo(String name) {
        return JobRequest.of("test.echo", new TestArgs(name, 1));
    }

    private UUID start(Workflow workflow) {
        return workflows.start(workflow).await().atMost(PATIENCE);
    }

    private void awaitState(UUID workflow, String state) {
        JobTables.await().untilAsserted(() -> assertThat(state(workflow)).isEqualTo(state));
    }

    private String state(UUID workflow) {
        return tables.query("select state from job_workflow where id = $1", workflow)
                .get(0)
                .getString("state");
    }

    private Map<String, String> steps(UUID workflow) {
        return tables.query("select name, state from job_workflow_step where workflow_id = $1", workflow).stream()
                .collect(Collectors.toMap(row -> row.getString("name"), row -> row.getString("state")));
    }

    private UUID job(UUID workflow, String step) {
        List<Row> rows = tables.query(
                "select job_id from job_workflow_step where workflow_id = $1 and name = $2", workflow, step);
        return rows.get(0).getUUID("job_id");
    }

    @Test
    void fansOutAndInInTheOrderOfItsDependencies() {
        UUID id = start(Workflow.named("diamond")
                .step("first", echo("a"))
                .step("left", echo("b"), "first")
                .step("right", echo("c"), "first")
                .step("last", echo("d"), "left", "right"));
        awaitState(id, "completed");
        assertThat(ran).hasSize(4).startsWith("a").endsWith("d").contains("b", "c");
        assertThat(steps(id)).containsOnlyKeys("first", "left", "right", "last").containsValue("completed");
    }

    @Test
    void cancelsWhatCanNotBeDoneAnyMoreButDoesWhatIsDoneAlways() {
        UUID id = start(Workflow.named("broken")
                .step("breaks", echo("invalid"))
                .step("next", echo("a"), "breaks")
                .step("afterNext", echo("b"), "next")
                .always("tidy", echo("c"), "afterNext"));
        awaitState(id, "failed");
        assertThat(steps(id))
                .containsEntry("breaks", "failed")
                .containsEntry("next", "cancelled")
                .containsEntry("afterNext", "cancelled")
                .containsEntry("tidy", "completed");
        assertThat(ran).containsExactly("c");
    }

    @Test
    void aBatchRunsItsLastJobWhenAllHaveEnded() {
        List<JobRequest> jobs = IntStream.range(0, 60)
                .mapToObj(i -> echo(i == 7 ? "invalid" : "a"))
                .toList();
        UUID id = start(Workflow.batch("sixty", jobs, echo("d")));
        awaitState(id, "failed");
        assertThat(ran).hasSize(60).endsWith("d");
    }

    @Test
    void callsOffTheWholeTree() throws Exception {
        CountDownLatch grown = new CountDownLatch(1);
        handler.on(
                "grows",
                job -> workflows
                        .start(Workflow.named("child")
                                .step("stuck", echo("stuck"))
                                .step("never", echo("a"), "stuck")
                                .childOf(job.id()))
                        .invoke(grown::countDown)
                        .replaceWith(WorkResult.done()));
        UUID id = start(Workflow.named("parent").step("grows", echo("grows")).step("stuck", echo("stuck")));
        assertThat(grown.await(5, TimeUnit.SECONDS)).isTrue();
        UUID child = tables.query("select id from job_workflow where name = 'child'")
                .get(0)
                .getUUID("id");
        tables.awaitState(job(child, "stuck"), "executing");
        workflows.cancelTree(job(id, "grows"), "changed its mind").await().atMost(PATIENCE);
        awaitState(child, "cancelled");
        assertThat(steps(child)).containsEntry("stuck", "cancelled").containsEntry("never", "cancelled");
        workflows.cancel(id, "all of it").await().atMost(PATIENCE);
        awaitState(id, "cancelled");
        tables.awaitState(job(id, "stuck"), "cancelled");
        assertThat(tables.finished(job(id, "stuck")).getString("reason")).isEqualTo("all of it");
        assertThat(ran).isEmpty();
    }

    @Test
    void aStepOfAnUnknownTypeFailsAloneAndHoldsUpNobody() {
        UUID odd = start(Workflow.named("odd").step("first", echo("a")).step("later", echo("b"), "first"));
        tables.update("update job_workflow_step set type = 'test.gone' where workflow_id = $1 and name = 'later'", odd);
        UUID good = start(Workflow.named("good").step("first", echo("c")).step("later", echo("d"), "first"));
        awaitState(good, "completed");
        JobTables.await().untilAsserted(() -> assertThat(state(odd)).isIn("failed", "completed"));
    }

    @Test
    void aLaterStepKeepsItsConcurrencyKey() {
        JobRequest exclusive =
                JobRequest.of("test.closed", new TestArgs("x", 1)).exclusive("one-at-a-time");
        UUID id = start(Workflow.named("keyed").step("first", echo("a")).step("later", exclusive, "first"));
        awaitState(id, "completed");
        assertThat(tables.finished(job(id, "later")).getString("concurrency_key"))
                .isEqualTo("one-at-a-time");
    }

    @Test
    void startsNothingWhenTheTransactionRollsBack() {
        Uni<UUID> rolledBack = transactions.inTransaction(tx -> workflows
                .start(tx, Workflow.named("ghost").step("a", echo("a")))
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("changed its mind"))));
        assertThat(rolledBack.onFailure().recoverWithNull().await().atMost(PATIENCE))
                .isNull();
        assertThat(tables.query("select id from job_workflow")).isEmpty();
        assertThat(ran).isEmpty();
    }

    @Test
    void refusesStepsThatMakeNoSense() {
        Workflow one = Workflow.named("w").step("build", echo("a"));
        assertThatThrownBy(() -> one.step("build", echo("a"))).hasMessageContaining("two steps named \"build\"");
        assertThatThrownBy(() -> one.step("deploy", echo("a"), "biuld"))
                .hasMessageContaining("did you mean \"build\"?");
    }
}
