package io.kyozo.jobs.app;

import io.kyozo.jobs.ErrorClassifier;
import io.kyozo.sql.Transactions;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the engine stands on.
 *
 * @param jobs the live jobs
 * @param queues what operators set
 * @param transactions of the service's schema, for effects that are committed with their job
 * @param arguments as JSON
 * @param contexts where handlers run
 * @param observer hears what happens
 * @param classifiers tell kinds of failures; the first that knows one decides
 * @param random for jitter
 */
public record EnginePorts(
        JobStore jobs,
        QueueStore queues,
        Transactions transactions,
        JobArguments arguments,
        JobContexts contexts,
        JobObserver observer,
        List<ErrorClassifier> classifiers,
        RandomGenerator random) {}
