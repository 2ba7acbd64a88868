package io.kyozo.jobs.cdi;

import io.kyozo.jobs.app.JobContexts;
import io.kyozo.jobs.engine.ClaimedJob;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.concurrent.Executor;
import org.jboss.logging.MDC;

/**
 * Each attempt on a duplicated Vert.x context of its own, spread over the event loops: sessions and log context are then
 * the attempt's own too.
 */
public final class VertxJobContexts implements JobContexts {
    /** Log field under which the correlation id stands, in all of Kyozo. */
    public static final String CORRELATION_ID = "correlationId";

    private final VertxInternal vertx;

    public VertxJobContexts(Vertx vertx) {
        this.vertx = (VertxInternal) vertx;
    }

    @Override
    public Executor open(ClaimedJob job) {
        Context context = VertxContext.createNewDuplicatedContext(vertx.createEventLoopContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(ignored -> {
            MDC.put(CORRELATION_ID, job.correlationId());
            MDC.put("jobId", job.id().toString());
            MDC.put("jobType", job.type());
        });
        return task -> context.runOnContext(ignored -> task.run());
    }

    @Override
    public Executor blocking() {
        return Infrastructure.getDefaultExecutor();
    }
}
