package io.kyozo.jobs.cdi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.JobFailedException;
import io.kyozo.jobs.app.JobArguments;

/** Arguments as Jackson writes them. */
public final class JacksonArguments implements JobArguments {
    private final ObjectMapper mapper;

    public JacksonArguments(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public String write(Object arguments) {
        try {
            return mapper.writeValueAsString(arguments);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(
                    "job arguments of type " + arguments.getClass().getName() + " can't be written as JSON", wrong);
        }
    }

    @Override
    public <A> A read(String json, Class<A> type) {
        try {
            A args = mapper.readValue(json, type);
            if (args == null) {
                throw unreadable("they are null", null);
            }
            return args;
        } catch (JsonProcessingException wrong) {
            throw unreadable(wrong.getOriginalMessage(), wrong);
        }
    }

    private static JobFailedException unreadable(String why, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = "The arguments can't be read: " + why;
        return cause == null
                ? new JobFailedException(ErrorClass.VALIDATION, message)
                : new JobFailedException(ErrorClass.VALIDATION, message, cause);
    }
}
