package io.kyozo.deployer.backup.app;

import io.kyozo.deployer.backup.Backup;
import io.kyozo.deployer.backup.Backup.Part;
import io.kyozo.deployer.backup.DumpTool;
import io.kyozo.deployer.service.Replica;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.RuntimeInfo.Capability;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;

/** Copies what a database holds into the blob store and back, through its own programs, while it runs. */
@ApplicationScoped
class CopyData {
    private final ContainerRuntime runtime;
    private final BackupContent content;
    private final BackupConfig config;

    CopyData(ContainerRuntime runtime, BackupContent content, BackupConfig config) {
        this.runtime = runtime;
        this.content = content;
        this.config = config;
    }

    /** How a service of this stack can be copied on this runtime. */
    Uni<Backup.Kind> kind(String stack) {
        return runtime.info()
                .map(info -> DumpTool.ofStack(stack).isPresent()
                                && info.capabilities().contains(Capability.PIPES)
                        ? Backup.Kind.DUMP
                        : Backup.Kind.SNAPSHOT);
    }

    Uni<List<Part>> dump(Backup backup, Replica replica) {
        return running(replica)
                .chain(container -> runtime.pipe(
                        replica.containerName(),
                        tool(backup).dump(),
                        InputStream.nullInputStream(),
                        config.timeout(),
                        data -> content.write(backup.id(), "", data)))
                .map(List::of);
    }

    /** The container that has to be started again where the tool says so. */
    Uni<Void> restore(Backup backup, Replica replica) {
        DumpTool tool = tool(backup);
        Part part = backup.parts().get(0);
        return running(replica)
                .chain(container -> reading(
                        backup,
                        part,
                        data -> runtime.pipe(
                                replica.containerName(),
                                tool.restore(),
                                data,
                                config.timeout(),
                                said -> said.transferTo(OutputStream.nullOutputStream()))))
                .replaceWithVoid();
    }

    static DumpTool tool(Backup backup) {
        return DumpTool.ofStack(backup.owner().stack()).orElseThrow();
    }

    /** Fails where the backup can't be read from its beginning to its end: before anything is replaced by it. */
    Uni<Void> check(Backup backup) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> {
                    try {
                        content.check(backup);
                    } catch (IOException e) {
                        throw unreadable(backup, e);
                    }
                });
    }

    /** Opens a part for {@code work}, and closes it behind it. */
    <T> Uni<T> reading(Backup backup, Part part, Function<InputStream, Uni<T>> work) {
        return Uni.createFrom()
                .item(() -> open(backup, part))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(data -> work.apply(data).onTermination().invoke(() -> close(data)));
    }

    private InputStream open(Backup backup, Part part) {
        try {
            return content.open(backup.id(), part);
        } catch (IOException e) {
            throw unreadable(backup, e);
        }
    }

    private static UncheckedIOException unreadable(Backup backup, IOException e) {
        return new UncheckedIOException("backup " + backup.id() + " can't be read: " + e.getMessage(), e);
    }

    private static void close(InputStream data) {
        try {
            data.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Uni<ContainerInfo> running(Replica replica) {
        return runtime.inspect(replica.containerName())
                .map(found -> found.filter(container -> container.state() == ContainerInfo.State.RUNNING)
                        .orElseThrow(() -> new RuntimeFailure(
                                RuntimeFailure.Kind.CONFLICT,
                                "The service " + replica.service() + " does not run: start it first")));
    }
}
