package io.kyozo.deployer.service.app;

import io.kyozo.deployer.logs.Redaction;
import io.kyozo.deployer.secret.app.Secrets;
import io.kyozo.deployer.service.LastWords;
import io.kyozo.deployer.service.Replica;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.LogLine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Reads what a replica printed last; where that can't be read in time there are no words, and nothing fails. */
@ApplicationScoped
public class HearLastWords {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ContainerRuntime runtime;
    private final Secrets secrets;

    HearLastWords(ContainerRuntime runtime, Secrets secrets) {
        this.runtime = runtime;
        this.secrets = secrets;
    }

    /** The last {@code count} lines, without the workspace's secrets. */
    public Uni<LastWords> of(Replica replica, int count) {
        return secrets.open(replica.workspaceId())
                .map(known -> new Redaction(known.values()))
                .chain(redaction -> runtime.logs(replica.containerName(), count, false)
                        .collect()
                        .asList()
                        .map(lines -> words(lines, redaction)))
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(LastWords.NONE)
                .onFailure()
                .recoverWithItem(LastWords.NONE);
    }

    private static LastWords words(List<LogLine> lines, Redaction redaction) {
        return new LastWords(lines.stream()
                .map(line -> new LastWords.Line(line.at(), redaction.apply(line.text())))
                .toList());
    }
}
