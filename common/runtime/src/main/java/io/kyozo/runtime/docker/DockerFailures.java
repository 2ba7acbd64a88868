package io.kyozo.runtime.docker;

import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.RuntimeFailure.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what an engine's refusal, or its silence, means to a caller. */
final class DockerFailures {
    private static final Pattern LEFT_RUNNING =
            Pattern.compile("\\btask [0-9a-f]{64}: already exists|\\bid already in use");

    /** Of a call whose connections were closed because another one on them was given up: it was never sent, and may be sent. */
    private static final String POOL_CLOSED = "Connection pool shut down";

    private DockerFailures() {}

    static RuntimeFailure translate(String action, Throwable failure) {
        if (failure instanceof RuntimeFailure already) {
            return already;
        }
        var cause = causeOf(failure);
        return new RuntimeFailure(kind(cause), "Could not " + action + ": " + message(cause), failure);
    }

    /** Of an answer's status and the message in its body. */
    static RuntimeFailure ofStatus(String action, int status, String message) {
        return new RuntimeFailure(kindOf(status, message), "Could not " + action + ": " + message);
    }

    static boolean isConflict(Throwable failure) {
        return failure instanceof RuntimeFailure known && known.kind() == Kind.CONFLICT;
    }

    static boolean isNotFound(Throwable failure) {
        return failure instanceof RuntimeFailure known && known.kind() == Kind.NOT_FOUND;
    }

    static boolean isUnavailable(Throwable failure) {
        return failure instanceof RuntimeFailure known && known.kind() == Kind.UNAVAILABLE;
    }

    /** Whether the engine may be away, so that a ping is worth it. */
    static boolean mayBeAway(Throwable failure) {
        return isUnavailable(failure) || failure instanceof RuntimeFailure known && known.kind() == Kind.TIMEOUT;
    }

    private static Throwable causeOf(Throwable failure) {
        var at = failure;
        while (!(at instanceof DockerException) && !(at instanceof IOException) && at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }

    private static Kind kind(Throwable cause) {
        if (cause instanceof NotFoundException) {
            return Kind.NOT_FOUND;
        } else if (cause instanceof ConflictException) {
            return Kind.CONFLICT;
        } else if (cause instanceof BadRequestException) {
            return Kind.INVALID;
        } else if (cause instanceof DockerException docker) {
            return kindOf(docker.getHttpStatus(), message(docker));
        } else if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
            return Kind.TIMEOUT;
        } else if (cause instanceof IOException || cause instanceof RejectedExecutionException || isClosed(cause)) {
            return Kind.UNAVAILABLE;
        }
        return Kind.OTHER;
    }

    private static boolean isClosed(Throwable cause) {
        return cause instanceof IllegalStateException && POOL_CLOSED.equals(cause.getMessage());
    }

    private static Kind kindOf(int status, String message) {
        var text = message.toLowerCase(Locale.ROOT);
        if (text.contains("port is already allocated") || text.contains("address already in use")) {
            return Kind.CONFLICT;
        }
        // Of a container that an engine started which was killed before it wrote that down.
        if (LEFT_RUNNING.matcher(text).find()) {
            return Kind.CONFLICT;
        }
        return switch (status) {
            case 400 -> Kind.INVALID;
            case 403, 409 -> Kind.CONFLICT;
            case 404 -> Kind.NOT_FOUND;
            case 502, 503, 504 -> Kind.UNAVAILABLE;
            default -> Kind.OTHER;
        };
    }

    private static String message(Throwable cause) {
        var text = text(cause.getMessage(), cause);
        if (text.contains("no space left on device")) {
            return text + ". Free disk space where the engine keeps its data, then try again.";
        } else if (text.contains("could not find an available, non-overlapping IPv4 address pool")) {
            return text + ". Remove unused networks, or give the engine more with default-address-pools.";
        }
        return text;
    }

    /** docker-java's texts are {@code Status 409: {"message":"…"}}; people want what is inside. */
    private static String text(@Nullable String message, Throwable cause) {
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        var start = message.indexOf("{\"message\":\"");
        var end = message.lastIndexOf("\"}");
        return start >= 0 && end > start ? message.substring(start + 12, end).replace("\\\"", "\"") : message.strip();
    }
}
