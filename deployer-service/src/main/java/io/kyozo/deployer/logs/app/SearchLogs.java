package io.kyozo.deployer.logs.app;

import io.kyozo.deployer.logs.LogEntry;
import io.kyozo.deployer.logs.LogQuery;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Finds lines of a workspace in all its logs: of deployments, of replicas that are there, of those that were. */
@ApplicationScoped
public class SearchLogs {
    /** Lines looked through of each replica that is there; the runtime keeps about 10 MB of each. */
    private static final int LOOKED_THROUGH = 50_000;

    private static final Duration LOOK_FOR_NEW = Duration.ofMillis(500);
    private static final int BATCH = 500;

    private final DeploymentLogStore deployments;
    private final KeptOutput kept;
    private final RunningOutput running;

    SearchLogs(DeploymentLogStore deployments, KeptOutput kept, RunningOutput running) {
        this.deployments = deployments;
        this.kept = kept;
        this.running = running;
    }

    /** The newest lines that {@code query} looks for, at most its limit, oldest first. */
    public Uni<List<LogEntry>> find(LogQuery query) {
        Uni<List<LogEntry>> none = Uni.createFrom().item(List.of());
        boolean output = query.wantsOutput();
        return Uni.combine()
                .all()
                .unis(deployments.find(query), output ? kept.find(query) : none, output ? ofRunning(query) : none)
                .with((said, before, now) -> newest(
                        query,
                        Stream.of(said, before, now).flatMap(List::stream).toList()));
    }

    /** The last lines and all that come, until it is cancelled. */
    public Multi<LogEntry> follow(LogQuery query, int tail) {
        Multi<LogEntry> said = said(query);
        return query.wantsOutput() ? Multi.createBy().merging().streams(said, running.follow(query, tail)) : said;
    }

    private Uni<List<LogEntry>> ofRunning(LogQuery query) {
        return running.read(query, LOOKED_THROUGH)
                .collect()
                .in(() -> new NewestLines(query.limit()), NewestLines::add)
                .map(NewestLines::inOrder);
    }

    private static List<LogEntry> newest(LogQuery query, List<LogEntry> all) {
        List<LogEntry> sorted =
                all.stream().sorted(Comparator.comparing(LogEntry::at)).toList();
        return sorted.subList(Math.max(0, sorted.size() - query.limit()), sorted.size());
    }

    /** What deployments say from now on. */
    private Multi<LogEntry> said(LogQuery query) {
        Map<UUID, Long> known = new ConcurrentHashMap<>();
        return deployments
                .counts(query.teamId(), query.workspaceId())
                .invoke(known::putAll)
                .onItem()
                .transformToMulti(begin -> Multi.createFrom()
                        .ticks()
                        .every(LOOK_FOR_NEW)
                        .onOverflow()
                        .drop())
                .onItem()
                .transformToUniAndConcatenate(tick -> deployments.counts(query.teamId(), query.workspaceId()))
                .onItem()
                .transformToMultiAndConcatenate(counts -> Multi.createFrom()
                        .iterable(counts.entrySet())
                        .filter(count -> count.getValue() > known.getOrDefault(count.getKey(), 0L))
                        .map(Map.Entry::getKey))
                .onItem()
                .transformToMultiAndConcatenate(id -> newOf(id, known))
                .filter(query::matches);
    }

    private Multi<LogEntry> newOf(UUID deployment, Map<UUID, Long> known) {
        return deployments
                .after(deployment, known.getOrDefault(deployment, 0L), BATCH)
                .invoke(lines -> lines.forEach(line -> known.put(deployment, line.n())))
                .onItem()
                .transformToMulti(lines -> Multi.createFrom().iterable(lines))
                .map(line -> LogEntry.said(deployment, line));
    }
}
