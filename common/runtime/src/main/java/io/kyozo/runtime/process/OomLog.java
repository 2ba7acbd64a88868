package io.kyozo.runtime.process;

import io.kyozo.runtime.OomKill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * When processes of a container were killed for want of memory: the kernel only counts them, so the time is that at which
 * the count was seen to have risen. A line of milliseconds for each, in the container's folder.
 */
final class OomLog {
    private final ContainerStore store;

    OomLog(ContainerStore store) {
        this.store = store;
    }

    List<OomKill> of(ContainerRecord container, Instant since) throws IOException {
        var run = store.run(container);
        if (run.isEmpty()) {
            return List.of();
        }
        var file = store.folder(container.name()).resolve(ContainerStore.OOM);
        var known = read(file);
        for (var more = known.size(); more < ControlGroup.oomKills(run.get().groups()); more++) {
            var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            known.add(now);
            Files.writeString(file, now.toEpochMilli() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return known.stream()
                .filter(at -> !at.isBefore(since))
                .map(at -> new OomKill(container.name(), at))
                .toList();
    }

    private static List<Instant> read(Path file) throws IOException {
        var times = new ArrayList<Instant>();
        try {
            for (var line : Files.readAllLines(file)) {
                times.add(Instant.ofEpochMilli(Long.parseLong(line.strip())));
            }
        } catch (NoSuchFileException none) {
            return times;
        }
        return times;
    }
}
