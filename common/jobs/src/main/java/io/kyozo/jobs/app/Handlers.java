package io.kyozo.jobs.app;

import io.kyozo.contracts.error.DidYouMean;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.engine.WorkerOptions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The handlers of this service, by job type. */
public final class Handlers {
    private final Map<String, Entry<?>> entries = new LinkedHashMap<>();

    /** Makes a handler known; a type has one. */
    public <A> Handlers add(WorkerOptions options, JobHandler<A> handler) {
        if (entries.put(options.type(), new Entry<>(options, handler)) != null) {
            throw new IllegalArgumentException(
                    "two handlers are annotated with @Worker(type = \"" + options.type() + "\")");
        }
        return this;
    }

    public Optional<Entry<?>> find(String type) {
        return Optional.ofNullable(entries.get(type));
    }

    /** The options of a type that jobs are put in for; fails where no handler has it. */
    public WorkerOptions options(String type) {
        return find(type)
                .map(Entry::options)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no handler has the job type \"" + type + "\"" + DidYouMean.hint(type, entries.keySet())));
    }

    public Collection<Entry<?>> all() {
        return entries.values();
    }

    /** The queues that at least one handler takes jobs from. */
    public Set<String> queues() {
        return entries.values().stream().map(entry -> entry.options().queue()).collect(Collectors.toUnmodifiableSet());
    }

    /** A handler with its options. */
    public record Entry<A>(WorkerOptions options, JobHandler<A> handler) {}
}
