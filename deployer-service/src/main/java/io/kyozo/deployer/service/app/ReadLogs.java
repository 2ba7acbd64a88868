package io.kyozo.deployer.service.app;

import io.kyozo.deployer.logs.Redaction;
import io.kyozo.deployer.secret.app.Secrets;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.Service;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.LogLine;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Reads what the replicas of a service printed, without the workspace's secrets. */
@ApplicationScoped
public class ReadLogs {
    private final ContainerRuntime runtime;
    private final ReplicaStore replicas;
    private final Secrets secrets;

    ReadLogs(ContainerRuntime runtime, ReplicaStore replicas, Secrets secrets) {
        this.runtime = runtime;
        this.replicas = replicas;
        this.secrets = secrets;
    }

    /** A line and the replica that printed it. */
    public record Printed(UUID replica, LogLine line) {}

    /** The last {@code tail} lines of each replica, and with {@code follow} all that come until it is cancelled. */
    public Multi<Printed> read(Service service, int tail, boolean follow) {
        return Uni.combine()
                .all()
                .unis(replicas.ofService(service.id()), secrets.open(service.workspaceId()))
                .asTuple()
                .onItem()
                .transformToMulti(known ->
                        merged(known.getItem1(), new Redaction(known.getItem2().values()), tail, follow));
    }

    private Multi<Printed> merged(List<Replica> all, Redaction redaction, int tail, boolean follow) {
        List<Multi<Printed>> each = all.stream()
                .filter(replica -> replica.containerId() != null)
                .map(replica -> runtime.logs(replica.containerName(), tail, follow)
                        .map(line -> new Printed(replica.id(), redacted(line, redaction))))
                .toList();
        return each.isEmpty()
                ? Multi.createFrom().empty()
                : Multi.createBy().merging().streams(each);
    }

    private static LogLine redacted(LogLine line, Redaction redaction) {
        return new LogLine(line.at(), line.stream(), redaction.apply(line.text()));
    }
}
