package io.kyozo.monitor.check;

/** What the probe of one replica saw. */
public sealed interface ProbeResult {
    /** In words. */
    String saw();

    /** It answered, after so many milliseconds. */
    record Passed(String saw, long millis) implements ProbeResult {}

    /** It did not answer, or wrongly. */
    record Failed(String saw) implements ProbeResult {}

    /** Its container is not there. */
    record Vanished(String saw) implements ProbeResult {}

    /** Nothing can be said about it. */
    record Inconclusive(String saw) implements ProbeResult {}
}
