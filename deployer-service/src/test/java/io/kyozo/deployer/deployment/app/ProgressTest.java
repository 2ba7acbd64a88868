package io.kyozo.deployer.deployment.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final List<String> written = new CopyOnWriteArrayList<>();

    @Test
    void nobodyWaitsForAWriteAndTheNextHasTheLatest() {
        CompletableFuture<Void> write = new CompletableFuture<>();
        Progress progress = new Progress((percent, message) -> {
            written.add(percent + " " + message);
            return Uni.createFrom().completionStage(write);
        });
        progress.tell(10, "building").await().indefinitely();
        await().until(() -> written.contains("10 building"));

        progress.tell(20, "starting").await().indefinitely();
        progress.tell(30, "verifying").await().indefinitely();
        write.complete(null);

        await().until(() -> written.contains("30 verifying"));
        assertThat(written).containsExactly("10 building", "30 verifying");
    }

    @Test
    void goesOnAfterAWriteThatFailed() {
        Progress progress = new Progress((percent, message) -> {
            written.add(message);
            return Uni.createFrom().failure(new IllegalStateException("the database is away"));
        });
        progress.tell(10, "building").await().indefinitely();
        await().until(() -> written.contains("building"));
        progress.tell(20, "starting").await().indefinitely();
        await().until(() -> written.contains("starting"));
    }
}
