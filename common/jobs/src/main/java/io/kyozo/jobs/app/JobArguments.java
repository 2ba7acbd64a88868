package io.kyozo.jobs.app;

/** Writes arguments as JSON, and reads them. */
public interface JobArguments {
    /** As JSON; fails with {@link IllegalArgumentException} where they can't be written. */
    String write(Object arguments);

    /** Fails with a {@link io.kyozo.jobs.JobFailedException} of class validation where they can't be read. */
    <A> A read(String json, Class<A> type);
}
