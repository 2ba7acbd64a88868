package io.kyozo.deployer.deployment.app;

/** A step can't succeed, however often it is tried. The message is for a person. */
public final class StepFailedException extends RuntimeException {
    public StepFailedException(String message) {
        super(message);
    }

    public StepFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
