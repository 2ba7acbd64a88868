package io.kyozo.deployer.service.app;

import io.kyozo.deployer.logs.LogEntry;
import io.kyozo.deployer.logs.Redaction;
import io.kyozo.deployer.logs.app.KeptOutput;
import io.kyozo.deployer.logs.app.KeptOutput.Piece;
import io.kyozo.deployer.logs.app.LogsConfig;
import io.kyozo.deployer.secret.app.Secrets;
import io.kyozo.deployer.service.Replica;
import io.kyozo.runtime.ContainerRuntime;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Keeps what a replica printed before its container is removed, without secrets. Where that fails the log is lost, no more. */
@ApplicationScoped
public class KeepOutput {
    private static final Logger LOG = Logger.getLogger(KeepOutput.class);
    private static final int LINES_PER_PIECE = 2000;
    /** Some programs print whole documents in a line. */
    private static final int LONGEST_LINE = 16_000;

    private final ContainerRuntime runtime;
    private final KeptOutput kept;
    private final Secrets secrets;
    private final LogsConfig config;

    KeepOutput(ContainerRuntime runtime, KeptOutput kept, Secrets secrets, LogsConfig config) {
        this.runtime = runtime;
        this.kept = kept;
        this.secrets = secrets;
        this.config = config;
    }

    /**
     * Call it when the replica has ended; again after a crash, it keeps nothing twice. Of a container that is gone, what was
     * collected is kept.
     */
    public Uni<Void> of(Replica replica) {
        String container = replica.containerId();
        if (container == null) {
            return Uni.createFrom().voidItem();
        }
        return keep(replica, container, config.linesPerReplica(), 0)
                .call(() -> kept.dropCollected(replica.id(), container))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "the output of %s could not be read; what was collected of it is kept: %s",
                        replica.containerName(), failure.getMessage()))
                .onFailure()
                .recoverWithUni(() -> kept.release(replica.id(), container))
                .onFailure()
                .recoverWithNull();
    }

    /** Copies the newest lines of a replica that runs. */
    Uni<Void> collect(Replica replica) {
        String container = replica.containerId();
        if (container == null) {
            return Uni.createFrom().voidItem();
        }
        return keep(replica, container, Math.min(config.linesCollected(), LINES_PER_PIECE), KeptOutput.COLLECTED)
                .onFailure()
                .invoke(failure -> LOG.debugf("no lines of %s: %s", replica.containerName(), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> keep(Replica replica, String container, int lines, int firstPiece) {
        return secrets.open(replica.workspaceId())
                .map(known -> new Redaction(known.values()))
                .onItem()
                .transformToMulti(redaction -> pieces(replica, container, redaction, lines, firstPiece))
                .onItem()
                .transformToUniAndConcatenate(kept::keep)
                .collect()
                .last()
                .ifNoItem()
                .after(config.keepTimeout())
                .fail();
    }

    private Multi<Piece> pieces(Replica replica, String container, Redaction redaction, int most, int firstPiece) {
        AtomicInteger n = new AtomicInteger(firstPiece);
        return runtime.logs(replica.containerName(), most, false)
                .map(line -> LogEntry.printed(
                        line.at(), replica.service(), replica.id(), line.stream(), cut(redaction.apply(line.text()))))
                .group()
                .intoLists()
                .of(LINES_PER_PIECE)
                .map((List<LogEntry> lines) ->
                        new Piece(replica.workspaceId(), replica.id(), container, n.getAndIncrement(), lines));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + " …";
    }
}
