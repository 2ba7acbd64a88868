package io.kyozo.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        var argv = List.of(
                "redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", data.toString());
        return new Launch(argv, data, env);
    }

    private Path data(ContainerRecord container) {
        var volume = container.volumes().get("/data");
        return volume == null
                ? layout.container(container.name()).resolve("root")
                : layout.volume(volume).resolve(VolumeStore.DATA);
    }
}
