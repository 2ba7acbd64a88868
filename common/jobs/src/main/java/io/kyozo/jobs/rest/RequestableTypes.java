package io.kyozo.jobs.rest;

import io.kyozo.contracts.error.DidYouMean;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.jobs.JobFailedException;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.Requestable;
import io.kyozo.jobs.Worker;
import io.kyozo.jobs.app.Handlers;
import io.kyozo.jobs.app.JobArguments;
import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The job types that may be enqueued through the API. */
@Singleton
class RequestableTypes {
    private final Set<String> types;
    private final Handlers handlers;
    private final JobArguments arguments;

    RequestableTypes(@All List<InstanceHandle<JobHandler<?>>> beans, Handlers handlers, JobArguments arguments) {
        this.handlers = handlers;
        this.arguments = arguments;
        this.types = beans.stream()
                .map(bean -> bean.getBean().getBeanClass())
                .filter(type -> type.isAnnotationPresent(Requestable.class))
                .map(type -> type.getAnnotation(Worker.class).type())
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean contains(String type) {
        return types.contains(type);
    }

    /** Reads arguments as the type's handler would; fails where the type can't be asked for or they can't be read. */
    Object read(String type, String json) {
        if (!types.contains(type)) {
            throw invalid(
                    "jobType",
                    "\"" + type + "\" can't be enqueued here." + DidYouMean.sentence(type, types) + " There are: "
                            + types.stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
        Class<?> args = handlers.find(type).orElseThrow().handler().argsType();
        try {
            return arguments.read(json, args);
        } catch (JobFailedException unreadable) {
            throw invalid(
                    "args", "\"/data/attributes/args\" are not those of " + type + ": " + unreadable.getMessage());
        }
    }

    private static KyozoException invalid(String attribute, String detail) {
        return new KyozoException(ErrorCode.INVALID_REQUEST, detail).with("pointer", "/data/attributes/" + attribute);
    }
}
