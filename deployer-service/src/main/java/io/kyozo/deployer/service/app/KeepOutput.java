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

    /** Call it when the replica has ended; again after a crash, it keeps nothing twice. */
    public Uni<Void> of(Replica replica) {
        if (replica.containerId() == null) {
            return Uni.createFrom().voidItem();
        }
        return secrets.open(replica.workspaceId())
                .map(known -> new Redaction(known.values()))
                .onItem()
                .transformToMulti(redaction -> pieces(replica, redaction))
                .onItem()
                .transformToUniAndConcatenate(kept::keep)
                .collect()
                .last()
                .ifNoItem()
                .after(config.keepTimeout())
                .fail()
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "the output of %s could not be kept: %s", replica.containerName(), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Multi<Piece> pieces(Replica replica, Redaction redaction) {
        AtomicInteger n = new AtomicInteger();
        return runtime.logs(replica.containerName(), config.linesPerReplica(), false)
                .map(line -> LogEntry.printed(
                        line.at(), replica.service(), replica.id(), line.stream(), cut(redaction.apply(line.text()))))
                .group()
                .intoLists()
                .of(LINES_PER_PIECE)
                .map((List<LogEntry> lines) ->
                        new Piece(replica.workspaceId(), replica.id(), n.getAndIncrement(), lines));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + " …";
    }
}
