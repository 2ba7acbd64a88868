package io.kyozo.jobs.cdi;

import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.Worker;
import io.kyozo.jobs.app.Handlers;
import io.kyozo.jobs.engine.WorkerOptions;
import io.quarkus.arc.InstanceHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the beans annotated with {@link Worker} and checks their options. */
final class HandlerDiscovery {
    private HandlerDiscovery() {}

    /** All handlers; fails with every mistake there is in their options, not just the first. */
    static Handlers discover(List<InstanceHandle<JobHandler<?>>> beans, Set<String> queues) {
        Handlers handlers = new Handlers();
        List<String> mistakes = new ArrayList<>();
        for (InstanceHandle<JobHandler<?>> bean : beans) {
            try {
                add(handlers, bean, queues);
            } catch (IllegalArgumentException mistake) {
                mistakes.add(mistake.getMessage());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException(String.join("\n", mistakes));
        }
        return handlers;
    }

    private static void add(Handlers handlers, InstanceHandle<JobHandler<?>> bean, Set<String> queues) {
        Class<?> type = bean.getBean().getBeanClass();
        Worker worker = type.getAnnotation(Worker.class);
        if (worker == null) {
            throw new IllegalArgumentException("the job handler " + type.getName() + " lacks @Worker");
        }
        var unused = handlers.add(WorkerOptions.of(worker, type.getName(), queues), bean.get());
    }
}
