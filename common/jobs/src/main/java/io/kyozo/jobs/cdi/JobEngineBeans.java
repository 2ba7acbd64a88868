package io.kyozo.jobs.cdi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.CronJob;
import io.kyozo.jobs.ErrorClassifier;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.Jobs;
import io.kyozo.jobs.app.Announcer;
import io.kyozo.jobs.app.CronRunner;
import io.kyozo.jobs.app.Dispatch;
import io.kyozo.jobs.app.EngineJobs;
import io.kyozo.jobs.app.EnginePorts;
import io.kyozo.jobs.app.EngineSettings;
import io.kyozo.jobs.app.Handlers;
import io.kyozo.jobs.app.JobArguments;
import io.kyozo.jobs.app.JobEngine;
import io.kyozo.jobs.app.JobHistory;
import io.kyozo.jobs.app.JobObserver;
import io.kyozo.jobs.app.JobReports;
import io.kyozo.jobs.app.JobStore;
import io.kyozo.jobs.app.QueueLimits;
import io.kyozo.jobs.app.QueueStore;
import io.kyozo.jobs.app.UniqueJobs;
import io.kyozo.jobs.app.UniqueKeys;
import io.kyozo.jobs.engine.StandardErrors;
import io.kyozo.jobs.store.PgCronStore;
import io.kyozo.jobs.store.PgErrors;
import io.kyozo.jobs.store.PgJobHistory;
import io.kyozo.jobs.store.PgJobReports;
import io.kyozo.jobs.store.PgJobStore;
import io.kyozo.jobs.store.PgQueueStore;
import io.kyozo.sql.Transactions;
import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts the engine together from the application's beans. */
@Singleton
class JobEngineBeans {
    @Produces
    @Singleton
    JobStore jobStore(Transactions transactions) {
        return new PgJobStore(transactions);
    }

    @Produces
    @Singleton
    QueueStore queueStore(Transactions transactions) {
        return new PgQueueStore(transactions);
    }

    @Produces
    @Singleton
    JobReports jobReports(Transactions transactions) {
        return new PgJobReports(transactions);
    }

    @Produces
    @Singleton
    JobHistory history(Transactions transactions) {
        return new PgJobHistory(transactions);
    }

    @Produces
    @Singleton
    JobArguments arguments(ObjectMapper mapper) {
        return new JacksonArguments(mapper);
    }

    @Produces
    @Singleton
    Handlers handlers(@All List<InstanceHandle<JobHandler<?>>> beans, JobsConfig config) {
        return HandlerDiscovery.discover(beans, config.queues().keySet());
    }

    @Produces
    @Singleton
    EngineSettings settings(JobsConfig config) {
        ConfigRules.check(config);
        Map<String, Integer> queues = config.queues().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, queue -> queue.getValue().concurrency()));
        return new EngineSettings(
                Uuid7.next().toString(),
                queues,
                config.lease(),
                config.pollInterval(),
                config.announceInterval(),
                Dispatch.USUAL
                        .ageing(config.ageing())
                        .keepCompleted(config.retention().completed())
                        .limits(limits(config)));
    }

    private static Map<String, QueueLimits> limits(JobsConfig config) {
        return config.queues().entrySet().stream()
                .filter(queue ->
                        queue.getValue().atOnce() != 0 || queue.getValue().starts() != 0)
                .collect(Collectors.toMap(Map.Entry::getKey, queue -> limits(queue.getValue())));
    }

    private static QueueLimits limits(JobsConfig.Queue queue) {
        return new QueueLimits(
                queue.atOnce() == 0 ? null : queue.atOnce(),
                queue.starts() == 0 ? null : queue.starts(),
                queue.period(),
                Map.of());
    }

    @Produces
    @Singleton
    JobEngine engine(
            EngineSettings settings,
            Handlers handlers,
            JobStore jobs,
            QueueStore queues,
            Transactions transactions,
            JobArguments arguments,
            JobObserver observer,
            @All List<ErrorClassifier> classifiers,
            Vertx vertx) {
        List<ErrorClassifier> all = new ArrayList<>(classifiers);
        all.add(new StandardErrors());
        all.add(new PgErrors());
        return new JobEngine(
                settings,
                handlers,
                new EnginePorts(
                        jobs,
                        queues,
                        transactions,
                        arguments,
                        new VertxJobContexts(vertx),
                        observer,
                        all,
                        new java.security.SecureRandom()));
    }

    @Produces
    @Singleton
    Jobs jobs(
            Handlers handlers,
            JobStore store,
            JobArguments arguments,
            JobEngine engine,
            Transactions transactions,
            UniqueKeys uniqueKeys,
            JobsConfig config) {
        Announcer announcer =
                new Announcer(engine, store, config.announceInterval(), Infrastructure.getDefaultWorkerPool());
        Jobs plain = new EngineJobs(
                handlers,
                store,
                arguments,
                announcer,
                VertxJobContexts::presentCorrelation,
                Clock.systemUTC(),
                engine.intake());
        return new UniqueJobs(transactions, uniqueKeys, plain);
    }

    @Produces
    @Singleton
    CronRunner cron(Transactions transactions, Jobs jobs, Handlers handlers, @All List<CronJob> cronJobs) {
        ConfigRules.check(cronJobs, handlers);
        return new CronRunner(transactions, new PgCronStore(transactions), jobs, cronJobs);
    }
}
