package io.kyozo.deployer.advice;

import io.kyozo.contracts.event.ResizeAdvised;
import io.kyozo.contracts.topology.ServiceSpec.Resources;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * That a service's replicas should be given more or less than they are. Nothing is changed by it.
 *
 * @param cpuCores limit that is advised for each replica
 * @param memoryBytes limit that is advised for each replica
 * @param cpuCoresNow limit of each replica now
 * @param memoryBytesNow limit of each replica now
 * @param reason what it rests on, in words
 * @param from when the data begin that it rests on
 * @param until when they end
 */
public record Recommendation(
        double cpuCores,
        long memoryBytes,
        double cpuCoresNow,
        long memoryBytesNow,
        String reason,
        Instant from,
        Instant until) {
    private static final double MEBI = 1 << 20;

    /** Empty where replicas have what is advised, or share the work with more or fewer others than when it was. */
    public static Optional<Recommendation> of(ResizeAdvised advice, Resources now, int replicas) {
        boolean followed = advice.cpuCores() == now.cpus() && advice.memoryBytes() == now.memoryBytes();
        if (followed || advice.replicas() != replicas) {
            return Optional.empty();
        }
        return Optional.of(new Recommendation(
                advice.cpuCores(),
                advice.memoryBytes(),
                now.cpus(),
                now.memoryBytes(),
                reason(advice),
                advice.from(),
                advice.until()));
    }

    private static String reason(ResizeAdvised advice) {
        return String.format(
                Locale.ROOT,
                "In 95 %% of %d hours a replica used at most %.2f cores and %.0f MiB, and never more than %.0f MiB.",
                advice.hours(),
                advice.cpuP95(),
                advice.memoryP95() / MEBI,
                advice.memoryPeak() / MEBI);
    }
}
