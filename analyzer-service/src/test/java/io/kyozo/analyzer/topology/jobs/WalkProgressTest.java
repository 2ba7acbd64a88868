package io.kyozo.analyzer.topology.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.Folders;
import io.kyozo.analyzer.topology.walk.FolderSource;
import io.kyozo.analyzer.topology.walk.PathWalker;
import io.kyozo.analyzer.topology.walk.WalkBudget;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WalkProgressTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** The walk stops in the folder {@code later} until somebody was told of what it saw before. */
    @Test
    void whoeverAsksIsToldCountsWhileTheWalkRuns() {
        CountDownLatch heard = new CountDownLatch(1);
        List<String> said = new CopyOnWriteArrayList<>();
        WalkProgress progress = new WalkProgress(1_024, () -> false);
        Uni<Folder> walk = Uni.createFrom()
                .item(() -> new PathWalker(WalkBudget.standard(), progress).walk(new Waiting(folder(512), heard)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        Folder folder = progress.toldDuring(walk, (percent, message) -> {
                    said.add(percent + " " + message);
                    if (message.contains(" 512 ")) {
                        heard.countDown();
                    }
                    return Uni.createFrom().voidItem();
                })
                .await()
                .atMost(SOON);
        assertThat(folder.files()).hasSize(513);
        assertThat(said).contains("22 looked at 512 files and folders, of 1,024 files in all");
    }

    @Test
    void aWalkThatIsCalledOffEnds() {
        AtomicBoolean cancelled = new AtomicBoolean(true);
        WalkProgress progress = new WalkProgress(512, cancelled::get);
        Folder folder = new PathWalker(WalkBudget.standard(), progress).walk(folder(512));
        assertThat(folder.partial()).containsExactly("called off");
    }

    @Test
    void aWalkThatSeesMoreThanThereAreFilesIsNotDone() {
        WalkProgress progress = new WalkProgress(10, () -> false);
        assertThat(progress.seen(256)).isTrue();
        assertThat(progress.percent()).isEqualTo(WalkProgress.LAST);
    }

    private static Folders folder(int files) {
        Folders folder = Folders.of("big").file("later/x");
        for (int i = 0; i < files; i++) {
            folder.file("f" + i);
        }
        return folder;
    }

    private record Waiting(FolderSource folder, CountDownLatch heard) implements FolderSource {
        @Override
        public String name() {
            return folder.name();
        }

        @Override
        public List<Item> list(String dir, int limit) throws IOException {
            if (dir.equals("later")) {
                try {
                    assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return folder.list(dir, limit);
        }

        @Override
        public InputStream open(String path) throws IOException {
            return folder.open(path);
        }
    }
}
