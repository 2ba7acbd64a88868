package io.kyozo.jobs;

import java.util.Optional;

/**
 * Tells the kind of failures that the engine does not know, such as those of a client library. Implementations are CDI
 * beans; the first that knows a failure, or one of its causes, decides.
 */
@FunctionalInterface
public interface ErrorClassifier {
    /** The kind of {@code failure}; empty where this classifier does not know it. */
    Optional<ErrorClass> classify(Throwable failure);
}
