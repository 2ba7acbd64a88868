package io.kyozo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every runtime must do with builds. */
abstract class BuildContract extends RuntimeFixture {
    @Test
    void reportsEachBuildStepAsItRuns() throws Exception {
        var lines = Collections.synchronizedList(new ArrayList<BuildLine>());
        Files.writeString(folder.resolve("file"), "x");
        var spec = build(id + ":1", List.of("echo one-$((1+1))", "echo three-$((2+2))"), PATIENCE);
        var image = runtime().build(spec, lines::add).await().atMost(PATIENCE);
        assertThat(image.id()).isNotBlank();
        assertThat(image.labels()).containsAllEntriesOf(labels);
        assertThat(lines).extracting(BuildLine::text).contains("one-2", "three-4");
        var one = lines.stream()
                .filter(line -> line.text().equals("one-2"))
                .findFirst()
                .orElseThrow();
        var three = lines.stream()
                .filter(line -> line.text().equals("three-4"))
                .findFirst()
                .orElseThrow();
        assertThat(one.step()).isPositive().isLessThan(three.step());
        assertThat(three.step()).isLessThanOrEqualTo(three.steps());
    }

    @Test
    void aFailedBuildLeavesNothing() throws Exception {
        var lines = Collections.synchronizedList(new ArrayList<BuildLine>());
        Files.writeString(folder.resolve("file"), id);
        var spec = build(id + ":1", List.of("echo before > marker", "echo the reason; exit 3"), PATIENCE);
        assertFailure(
                () -> runtime().build(spec, lines::add).await().atMost(PATIENCE), RuntimeFailure.Kind.BUILD_FAILED);
        assertThat(lines).extracting(BuildLine::text).contains("the reason");
        assertThat(runtime().findImage(id + ":1").await().atMost(PATIENCE)).isEmpty();
        assertThat(runtime().listImages(labels).await().atMost(PATIENCE)).isEmpty();
    }

    @Test
    void stopsABuildThatTakesTooLong() throws Exception {
        Files.writeString(folder.resolve("file"), id);
        var spec = build(id + ":1", List.of("sleep 300"), Duration.ofSeconds(4));
        assertFailure(() -> runtime().build(spec, line -> {}).await().atMost(PATIENCE), RuntimeFailure.Kind.TIMEOUT);
        assertThat(runtime().findImage(id + ":1").await().atMost(PATIENCE)).isEmpty();
    }

    @Test
    void cancellingABuildStopsIt() throws Exception {
        Files.writeString(folder.resolve("file"), id);
        var running = new CompletableFuture<String>();
        var spec = build(id + ":1", List.of("echo running; sleep 5; echo survived > /dev/null", "echo late"), PATIENCE);
        var late = new CompletableFuture<String>();
        var subscription = runtime()
                .build(spec, line -> {
                    if (line.text().equals("running")) {
                        running.complete("yes");
                    }
                    if (line.text().equals("late")) {
                        late.complete("yes");
                    }
                })
                .subscribe()
                .with(image -> late.complete("built"), failure -> {});
        running.get(60, java.util.concurrent.TimeUnit.SECONDS);
        subscription.cancel();
        assertThatThrownBy(() -> late.get(7, java.util.concurrent.TimeUnit.SECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        assertThat(runtime().findImage(id + ":1").await().atMost(PATIENCE)).isEmpty();
    }
}
