package io.kyozo.monitor.check;

import java.time.Duration;

/** What the probe of one replica saw. */
public sealed interface ProbeResult {
    /** In words. */
    String saw();

    /** It answered, after so long. */
    record Passed(String saw, Duration took) implements ProbeResult {
        /** How long it took, in whole milliseconds. */
        public long millis() {
            return took.toMillis();
        }
    }

    /** It did not answer, or wrongly. */
    record Failed(String saw) implements ProbeResult {}

    /** Its container is not there. */
    record Vanished(String saw) implements ProbeResult {}

    /** Nothing can be said about it. */
    record Inconclusive(String saw) implements ProbeResult {}
}
