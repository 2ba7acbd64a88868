package io.kyozo.jobs.app;

import java.time.Duration;
import java.util.UUID;

/** Tells the engines, here and elsewhere, that something changed, so that they need not wait for their next look. */
public interface WakeUps {
    /** Jobs wait in {@code queue}. */
    void ready(String queue);

    /** A job becomes due in {@code delay}. */
    void dueIn(Duration delay);

    /** A running job was called off. */
    void cancelled(UUID job);
}
