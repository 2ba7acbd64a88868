package io.kyozo.jobs;

import java.util.UUID;

/** This attempt no longer holds the job: another worker has it, or it was called off. Nothing was written. */
public final class LeaseLostException extends RuntimeException {
    public LeaseLostException(UUID jobId, long fencingToken) {
        super("job " + jobId + " is no longer held with fencing token " + fencingToken);
    }
}
