package io.kyozo.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Redis from the host's {@code redis-server}; its data lies in the volume at {@code /data}. */
final class ManagedRedis implements ManagedServices.Service {
    private final Layout layout;

    ManagedRedis(Layout layout) {
        this.layout = layout;
    }

    @Override
    public void require() {
        Tools.require(List.of("redis-server"));
    }

    @Override
    public Launch launch(ContainerRecord container, Map<String, String> env) throws IOException {
        var data = Files.createDirectories(data(container));
        var port = container.ports().isEmpty() ? 6379 : container.ports().get(0).hostPort();
        var argv = new ArrayList<>(List.of("redis-server"));
        var password = container.env().getOrDefault("REDIS_PASSWORD", "");
        if (!password.isEmpty()) {
            argv.add(settings(container, password).toString());
        }
        argv.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", data.toString()));
        return new Launch(argv, data, env);
    }

    /** In a file for this user alone: every user of the host sees a process's arguments. */
    private Path settings(ContainerRecord container, String password) throws IOException {
        var file = layout.container(container.name()).resolve("redis.conf");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, "requirepass " + password + "\n");
    }

    private Path data(ContainerRecord container) {
        var volume = container.volumes().get("/data");
        return volume == null
                ? layout.container(container.name()).resolve("root")
                : layout.volume(volume).resolve(VolumeStore.DATA);
    }
}
