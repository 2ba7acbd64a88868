package io.kyozo.jobs.rest;

import io.kyozo.contracts.error.DidYouMean;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.jobs.app.EngineSettings;
import io.kyozo.jobs.app.Handlers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The queues that requests may name. */
@ApplicationScoped
class KnownQueues {
    private final EngineSettings settings;
    private final Handlers handlers;

    KnownQueues(EngineSettings settings, Handlers handlers) {
        this.settings = settings;
        this.handlers = handlers;
    }

    List<String> names() {
        return settings.queues().keySet().stream().sorted().toList();
    }

    List<Queue> all() {
        return names().stream().map(this::require).toList();
    }

    /** The queue of this name; fails as not found where there is none, saying what was perhaps meant. */
    Queue require(String name) {
        Integer concurrency = settings.queues().get(name);
        if (concurrency == null) {
            throw new KyozoException(
                    ErrorCode.NOT_FOUND, "There is no queue \"" + name + "\"" + DidYouMean.hint(name, names()));
        }
        List<String> types = handlers.all().stream()
                .map(entry -> entry.options())
                .filter(options -> options.queue().equals(name))
                .map(options -> options.type())
                .sorted()
                .toList();
        return new Queue(name, concurrency, types);
    }

    /**
     * A queue as configured.
     *
     * @param name of the queue
     * @param concurrency how many of its jobs each instance runs at once
     * @param types of its jobs
     */
    record Queue(String name, int concurrency, List<String> types) {}
}
