package io.kyozo.deployer.cleanup.app;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Remembers since when objects are seen that nobody accounts for. */
public interface OrphanStore {
    /** What is seen on the runtime without an account of it. */
    record Orphan(String kind, String name) {}

    /** Takes note of {@code seen} and forgets all others; for how long each of them has been seen. */
    Uni<Map<Orphan, Duration>> seen(List<Orphan> seen);
}
