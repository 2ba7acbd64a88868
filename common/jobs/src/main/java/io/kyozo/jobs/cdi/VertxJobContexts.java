package io.kyozo.jobs.cdi;

import io.kyozo.jobs.app.JobContexts;
import io.kyozo.jobs.engine.ClaimedJob;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.util.concurrent.Executor;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Each attempt on a duplicated Vert.x context of its own: sessions and log context are then the attempt's own too. Workers
 * are spread over the event loops, and each begins its jobs on its own without a change of thread.
 */
public final class VertxJobContexts implements JobContexts {
    /** Log field under which the correlation id stands, in all of Kyozo. */
    public static final String CORRELATION_ID = "correlationId";

    private final VertxInternal vertx;

    public VertxJobContexts(Vertx vertx) {
        this.vertx = (VertxInternal) vertx;
    }

    /** Of the piece of work that the present thread does; null for none. */
    static @Nullable String presentCorrelation() {
        Object present = MDC.get(CORRELATION_ID);
        return present == null ? null : present.toString();
    }

    @Override
    public Executor open(ClaimedJob job) {
        return open(job, vertx.createEventLoopContext());
    }

    @Override
    public Lane lane() {
        ContextInternal base = vertx.createEventLoopContext();
        return new Lane() {
            @Override
            public Executor open(ClaimedJob job) {
                return VertxJobContexts.open(job, base);
            }

            @Override
            public void execute(Runnable task) {
                base.runOnContext(ignored -> task.run());
            }
        };
    }

    private static Executor open(ClaimedJob job, Context base) {
        ContextInternal context = (ContextInternal) VertxContext.createNewDuplicatedContext(base);
        VertxContextSafetyToggle.setContextSafe(context, true);
        Executor executor = task -> run(context, task);
        executor.execute(() -> {
            MDC.put(CORRELATION_ID, job.correlationId());
            MDC.put("jobId", job.id().toString());
            MDC.put("jobType", job.type());
        });
        return executor;
    }

    private static void run(ContextInternal context, Runnable task) {
        if (context.inThread()) {
            context.dispatch(task);
        } else {
            context.runOnContext(ignored -> task.run());
        }
    }

    @Override
    public Executor blocking() {
        return Infrastructure.getDefaultExecutor();
    }
}
