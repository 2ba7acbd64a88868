package io.kyozo.jobs.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptibleCallTest {
    private final ExecutorService pool = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        pool.shutdownNow();
    }

    private <T> Uni<T> run(Callable<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            InterruptibleCall<T> call = new InterruptibleCall<>(work, emitter);
            emitter.onTermination(call::abandon);
            pool.execute(call);
        });
    }

    @Test
    void answersWhatTheWorkAnswers() {
        assertThat(run(() -> 42).await().atMost(Duration.ofSeconds(5))).isEqualTo(42);
    }

    @Test
    void failsAsTheWorkFails() {
        Uni<Object> failing = run(() -> {
            throw new IllegalStateException("no");
        });
        assertThat(failing.onFailure()
                        .recoverWithItem(Throwable::getMessage)
                        .await()
                        .atMost(Duration.ofSeconds(5)))
                .isEqualTo("no");
    }

    @Test
    void interruptsTheThreadWhenNobodyWaitsAnyMoreAndLeavesItUsable() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        var subscription = run(() -> {
                    started.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return 1;
                })
                .subscribe()
                .with(item -> {});
        assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
        subscription.cancel();
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        Future<Boolean> next = pool.submit(() -> Thread.currentThread().isInterrupted());
        assertThat(next.get(5, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void doesNotStartWhatNobodyWaitsForAnyMore() throws Exception {
        CountDownLatch block = new CountDownLatch(1);
        pool.execute(() -> {
            try {
                block.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        CountDownLatch ran = new CountDownLatch(1);
        run(() -> {
                    ran.countDown();
                    return 1;
                })
                .subscribe()
                .with(item -> {})
                .cancel();
        block.countDown();
        Future<?> after = pool.submit(() -> {});
        after.get(5, TimeUnit.SECONDS);
        assertThat(ran.getCount()).isEqualTo(1);
    }
}
