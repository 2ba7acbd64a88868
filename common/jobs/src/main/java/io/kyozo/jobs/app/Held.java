package io.kyozo.jobs.app;

import io.kyozo.jobs.engine.ClaimedJob;
import java.util.UUID;

/** Proof that a job is held: its id and the token of the claim. What is written with an older token is refused. */
public record Held(UUID id, long fencingToken) {
    public static Held of(ClaimedJob job) {
        return new Held(job.id(), job.fencingToken());
    }
}
