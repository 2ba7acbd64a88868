package io.kyozo.jobs.cdi;

import io.kyozo.jobs.Jobs;
import io.kyozo.jobs.Workflows;
import io.kyozo.jobs.app.JobArguments;
import io.kyozo.jobs.app.JobCatalog;
import io.kyozo.jobs.app.JobEngine;
import io.kyozo.jobs.app.JobReports;
import io.kyozo.jobs.app.OperatorActions;
import io.kyozo.jobs.app.OperatorLog;
import io.kyozo.jobs.app.QueueStore;
import io.kyozo.jobs.app.ScaleQueues;
import io.kyozo.jobs.app.ScalingStore;
import io.kyozo.jobs.app.UniqueKeys;
import io.kyozo.jobs.app.WorkflowRunner;
import io.kyozo.jobs.app.WorkflowStore;
import io.kyozo.jobs.engine.AutoScaling;
import io.kyozo.jobs.store.PgJobCatalog;
import io.kyozo.jobs.store.PgOperatorLog;
import io.kyozo.jobs.store.PgScalingStore;
import io.kyozo.jobs.store.PgUniqueKeys;
import io.kyozo.jobs.store.PgWorkflowStore;
import io.kyozo.sql.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What operators see of the engine, and do to it. */
@Singleton
class JobOperationBeans {
    @Produces
    @Singleton
    JobCatalog catalog(Transactions transactions) {
        return new PgJobCatalog(transactions);
    }

    @Produces
    @Singleton
    OperatorLog operatorLog(Transactions transactions) {
        return new PgOperatorLog(transactions);
    }

    @Produces
    @Singleton
    OperatorActions operatorActions(
            Transactions transactions,
            Jobs jobs,
            Workflows workflows,
            JobCatalog catalog,
            QueueStore queues,
            OperatorLog log) {
        return new OperatorActions(transactions, jobs, workflows, catalog, queues, log);
    }

    @Produces
    @Singleton
    WorkflowStore workflowStore(Transactions transactions) {
        return new PgWorkflowStore(transactions);
    }

    @Produces
    @Singleton
    WorkflowRunner workflows(Transactions transactions, WorkflowStore store, Jobs jobs, JobArguments arguments) {
        return new WorkflowRunner(transactions, store, jobs, arguments, VertxJobContexts::presentCorrelation);
    }

    @Produces
    @Singleton
    UniqueKeys uniqueKeys(Transactions transactions) {
        return new PgUniqueKeys(transactions);
    }

    @Produces
    @Singleton
    ScalingStore scalingStore(Transactions transactions) {
        return new PgScalingStore(transactions);
    }

    @Produces
    @Singleton
    ScaleQueues scaleQueues(JobsScalingConfig config, JobEngine engine, JobReports reports, ScalingStore store) {
        ConfigRules.check(config);
        AutoScaling policy = new AutoScaling(
                config.least(),
                config.most(),
                config.jobsPerWorker(),
                config.longestWait(),
                config.growEvery(),
                config.shrinkAfter());
        return new ScaleQueues(policy, engine, reports, store);
    }
}
