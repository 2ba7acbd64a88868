package io.kyozo.monitor.check;

import io.kyozo.monitor.health.Observation;
import io.kyozo.monitor.health.Observation.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One round of probes over all replicas of a service. */
public record Round(List<ProbeResult> results) {
    /** What the round amounts to; an answer that took longer than {@code slowAfter} is a slow one. */
    public Observation observe(Duration slowAfter) {
        List<ProbeResult> conclusive = results.stream()
                .filter(result -> !(result instanceof ProbeResult.Inconclusive))
                .toList();
        if (conclusive.isEmpty()) {
            return new Observation(Kind.INCONCLUSIVE, saw(results), null);
        }
        Optional<ProbeResult.Passed> slowest = conclusive.stream()
                .filter(ProbeResult.Passed.class::isInstance)
                .map(ProbeResult.Passed.class::cast)
                .reduce((a, b) -> a.millis() >= b.millis() ? a : b);
        return slowest.map(passed -> someAnswered(conclusive, passed, slowAfter))
                .orElseGet(() -> noneAnswered(conclusive));
    }

    private static Observation someAnswered(List<ProbeResult> results, ProbeResult.Passed slowest, Duration slowAfter) {
        List<ProbeResult> others = results.stream()
                .filter(result -> !(result instanceof ProbeResult.Passed))
                .toList();
        if (!others.isEmpty()) {
            String reason = others.size() + " of " + results.size() + " replicas fail: " + saw(others);
            return new Observation(Kind.PARTIAL, reason, slowest.millis());
        }
        boolean slow = slowest.millis() > slowAfter.toMillis();
        String reason = slow ? slowest.saw() + " after " + slowest.millis() + " ms" : slowest.saw();
        return new Observation(slow ? Kind.SLOW : Kind.PASSED, reason, slowest.millis());
    }

    private static Observation noneAnswered(List<ProbeResult> results) {
        boolean gone = results.stream().allMatch(ProbeResult.Vanished.class::isInstance);
        return new Observation(gone ? Kind.VANISHED : Kind.FAILED, saw(results), null);
    }

    private static String saw(List<ProbeResult> results) {
        return results.isEmpty() ? "there are no replicas" : results.get(0).saw();
    }
}
