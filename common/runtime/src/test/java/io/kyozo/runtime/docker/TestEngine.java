package io.kyozo.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.kyozo.runtime.Labels;
import io.kyozo.testkit.engine.PrivateEngine;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The engine of the tests, as our runtime has it and as others do.
 *
 * @param installation under which builds are labelled; their images go when this is closed
 */
record TestEngine(DockerContainerRuntime runtime, DockerClient client, String installation) implements AutoCloseable {
    /** Of what tests build. */
    static final String BASE = "node:20-bookworm-slim";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    static TestEngine connect() {
        var host = URI.create(PrivateEngine.host().orElseThrow());
        var installation = UUID.randomUUID().toString();
        var runtime = new DockerContainerRuntime(new DockerSettings(
                host,
                installation,
                DockerSettings.at(host).callTimeout(),
                8,
                "",
                "",
                null,
                Duration.ofSeconds(20),
                null,
                Duration.ofMinutes(1),
                true,
                1));
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(host.toString())
                .build();
        var http = new ZerodepDockerHttpClient.Builder().dockerHost(host).build();
        return new TestEngine(runtime, DockerClientImpl.getInstance(config, http), installation);
    }

    /** Copies the folder, runs {@code shellLines} as steps, and starts {@code command}. */
    static String dockerfile(List<String> shellLines, String command) {
        var text = new StringBuilder("FROM " + BASE + "\nWORKDIR /app\nCOPY . .\n");
        shellLines.forEach(line -> text.append("RUN ").append(line).append('\n'));
        return text.append("USER 1000\nCMD [").append(command).append("]\n").toString();
    }

    @Override
    public void close() throws Exception {
        for (var image :
                runtime.listImages(Map.of(Labels.BUILD, installation)).await().atMost(PATIENCE)) {
            runtime.removeImage(image.name()).await().atMost(PATIENCE);
        }
        runtime.close();
        client.close();
    }
}
