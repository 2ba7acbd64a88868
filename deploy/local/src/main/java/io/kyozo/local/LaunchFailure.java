package io.kyozo.local;

/** Why the installation could not start, told to a person: what is wrong and what to do. */
public final class LaunchFailure extends RuntimeException {
    public LaunchFailure(String message) {
        super(message);
    }

    public LaunchFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
