package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.error.KyozoException;
import io.kyozo.deployer.service.app.MissingNeighbourException;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.LeaseLostException;
import io.kyozo.runtime.RuntimeFailure;

/** Tells failures that may pass from those that stay. */
final class Failures {
    private Failures() {}

    /** Whether the step is given up: it can't succeed, or was tried often enough. */
    static boolean isFinal(Throwable failure, JobExecution<?> job) {
        if (failure instanceof LeaseLostException) {
            return false;
        }
        return isLasting(failure) || job.attempt() >= job.maxAttempts();
    }

    private static boolean isLasting(Throwable failure) {
        if (failure instanceof RuntimeFailure runtime) {
            return switch (runtime.kind()) {
                case UNAVAILABLE, TIMEOUT -> false;
                case NOT_FOUND, CONFLICT, INVALID, BUILD_FAILED, UNSUPPORTED, OTHER -> true;
            };
        }
        return failure instanceof StepFailedException
                || failure instanceof KyozoException
                || failure instanceof MissingNeighbourException;
    }

    /** Whether what was spoken of is no longer on the runtime. */
    static boolean isGone(Throwable failure) {
        return failure instanceof RuntimeFailure runtime && runtime.kind() == RuntimeFailure.Kind.NOT_FOUND;
    }

    /** For a person: our own words, and of what was not expected only its kind. */
    static String text(Throwable failure) {
        boolean ours = isLasting(failure) || failure instanceof RuntimeFailure;
        String message = failure.getMessage();
        return ours && message != null
                ? message
                : "an unexpected failure (" + failure.getClass().getSimpleName() + ")";
    }
}
