package io.kyozo.deployer.cleanup.rest;

import io.kyozo.deployer.cleanup.CleanupReport;
import io.kyozo.deployer.cleanup.Waste;
import io.kyozo.deployer.json.Words;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a clean-up would remove, or removed. Objects are named to their own team only.
 *
 * @param startedAt when it began; null for what would be removed
 * @param endedAt when it was done; null for what would be removed
 * @param objects of the caller's team
 * @param othersCount how many more there are, of other teams or of none
 * @param bytes that all objects take together, as far as it is known
 * @param failedCount how many could not be removed
 * @param rows of the database that went
 * @param keptOutputBytes packed output of removed replicas that went
 * @param buildCacheBytes cache of builds that went
 */
public record CleanupView(
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        List<Piece> objects,
        long othersCount,
        long bytes,
        int failedCount,
        int rows,
        long keptOutputBytes,
        long buildCacheBytes) {

    /** An object; {@code due} where it may go now, else its grace period is not over. */
    @RegisterForReflection
    public record Piece(String kind, String name, String reason, boolean due, long bytes) {}

    static CleanupView preview(List<Waste> waste, UUID team) {
        return new CleanupView(null, null, own(waste, team), others(waste, team), bytes(waste), 0, 0, 0, 0);
    }

    static CleanupView of(CleanupReport report, UUID team) {
        return new CleanupView(
                report.startedAt(),
                report.endedAt(),
                own(report.removed(), team),
                others(report.removed(), team),
                bytes(report.removed()),
                report.failed().size(),
                report.rows(),
                report.keptOutputBytes(),
                report.buildCacheBytes());
    }

    private static List<Piece> own(List<Waste> waste, UUID team) {
        return waste.stream()
                .filter(one -> team.equals(one.team()))
                .map(one -> new Piece(Words.of(one.kind()), one.name(), Words.of(one.reason()), one.due(), one.bytes()))
                .toList();
    }

    private static long others(List<Waste> waste, UUID team) {
        return waste.stream().filter(one -> !team.equals(one.team())).count();
    }

    private static long bytes(List<Waste> waste) {
        return waste.stream().mapToLong(Waste::bytes).sum();
    }
}
