package io.kyozo.jobs.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.Priority;
import io.kyozo.jobs.engine.NewJob;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EngineThread thread = new EngineThread();
    /** How many jobs each statement put in. */
    private final List<Integer> statements = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        thread.end();
    }

    private static NewJob job(String args) {
        return new NewJob(Uuid7.next(), "health", "t.t", Priority.NORMAL, args, null, 3, null, null, "c");
    }

    private Intake intake(Function<List<NewJob>, Uni<Set<UUID>>> insert) {
        JobStore store = (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    @SuppressWarnings("unchecked")
                    List<NewJob> jobs = (List<NewJob>) arguments[0];
                    statements.add(jobs.size());
                    return insert.apply(jobs);
                });
        EngineSettings settings = new EngineSettings(
                "me", Map.of("health", 4), Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMillis(20));
        return new Intake(settings, store, Map.of(), thread);
    }

    /** Both come before the first statement is made, so that they share it. */
    private List<UniAssertSubscriber<Intake.Entered>> putTogether(Intake intake, NewJob... jobs) {
        CountDownLatch bothAreThere = new CountDownLatch(1);
        thread.execute(() -> await(bothAreThere));
        List<UniAssertSubscriber<Intake.Entered>> put = new ArrayList<>();
        for (NewJob job : jobs) {
            put.add(intake.put(job).subscribe().withSubscriber(UniAssertSubscriber.create()));
        }
        bothAreThere.countDown();
        return put;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** By now they may be done: put in again, they would be done twice. */
    @Test
    void jobsThatMayHaveBeenPutInAreNotPutInAgainAndWhoeverPutThemInIsTold() {
        IOException lost = new IOException("Connection reset by peer");
        Intake intake = intake(jobs -> Uni.createFrom().failure(lost));
        for (var put : putTogether(intake, job("1"), job("2"))) {
            assertThat(put.awaitFailure(PATIENCE).getFailure()).isSameAs(lost);
        }
        assertThat(statements).containsExactly(2);
    }

    @Test
    void oneThatTheStoreRefusesDoesNotKeepTheOthersOut() {
        Intake intake = intake(jobs -> jobs.stream().anyMatch(job -> job.args().equals("wrong"))
                ? Uni.createFrom().failure(new IllegalArgumentException("wrong"))
                : Uni.createFrom().item(jobs.stream().map(NewJob::id).collect(Collectors.toSet())));
        List<UniAssertSubscriber<Intake.Entered>> put = putTogether(intake, job("wrong"), job("right"));
        assertThat(put.get(1).awaitItem(PATIENCE).getItem().added()).isTrue();
        assertThat(put.get(0).awaitFailure(PATIENCE).getFailure()).hasMessage("wrong");
        assertThat(statements).containsExactly(2, 1, 1);
    }
}
