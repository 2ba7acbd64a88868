package io.kyozo.analyzer.topology.detect.web;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.PortFinding;
import io.kyozo.contracts.topology.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where an image of nginx listens: where the configuration beside its Dockerfile says, else where the server does by default. */
public final class WebServerPort {
    private static final List<String> PLACES = List.of(".", "nginx", "conf", "config", "docker", "deploy", ".nginx");

    private WebServerPort() {}

    /** The port of the image that the Dockerfile at {@code path} builds in {@code context} on {@code base}. */
    public static PortFinding of(Folder folder, String path, String context, String base) {
        Optional<PortFinding> configured = Stream.of(FolderPath.parent(path), context)
                .distinct()
                .flatMap(dir -> PLACES.stream().map(place -> FolderPath.join(dir, place)))
                .flatMap(dir -> folder.namesIn(dir).stream()
                        .filter(ServerConfig::isOne)
                        .map(name -> FolderPath.join(dir, name)))
                .flatMap(file -> folder
                        .finding(file, ServerConfig.RULE)
                        .filter(config -> config.port() > 0)
                        .map(config -> found(config.port(), file, config.portLine()))
                        .stream())
                .findFirst();
        // The image for ordinary users can't open the port that the usual one opens.
        return configured.orElseGet(() -> found(base.contains("unprivileged") ? 8080 : 80, path, 0));
    }

    private static PortFinding found(int port, String file, int line) {
        return new PortFinding(port, "http", "", new Evidence(file, line, 0.7, "nginx listens on " + port));
    }
}
