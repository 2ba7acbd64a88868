package io.kyozo.runtime.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.ResponseItem;
import io.kyozo.runtime.BuildLine;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A pull or a push under way: passes on what it says, and keeps its failure, which the base class would log with a stack trace. */
final class Transfer<T extends ResponseItem> extends ResultCallback.Adapter<T> {
    private final Consumer<BuildLine> log;
    private volatile @Nullable Throwable failure;

    Transfer(Consumer<BuildLine> log) {
        this.log = log;
    }

    @Override
    public void onNext(T item) {
        if (item.getStatus() != null && item.getProgressDetail() == null) {
            log.accept(new BuildLine(0, 0, item.getStatus()));
        }
        if (item.getErrorDetail() != null) {
            failure = new IOException(String.valueOf(item.getErrorDetail().getMessage()));
        }
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
        onComplete();
    }

    /** Blocks until it is over; why it failed, or empty where it succeeded. */
    String outcome(String action, Duration limit) {
        try (this) {
            if (!awaitCompletion(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return "could not " + action + " within " + limit;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "could not " + action + ": it was interrupted";
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
        var seen = failure;
        return seen == null
                ? ""
                : String.valueOf(DockerFailures.translate(action, seen).getMessage());
    }
}
