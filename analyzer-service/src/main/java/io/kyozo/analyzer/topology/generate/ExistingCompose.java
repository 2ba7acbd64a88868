package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceSpec;
import java.util.List;
import java.util.Optional;

/** The folder's own compose file, known by the services that were read from it. */
final class ExistingCompose {
    private ExistingCompose() {}

    static Optional<String> of(List<ServiceSpec> services) {
        return services.stream()
                .flatMap(service -> service.evidence().stream())
                .map(Evidence::file)
                .filter(ExistingCompose::isCompose)
                .findFirst();
    }

    private static boolean isCompose(String path) {
        String name = FolderPath.name(path);
        boolean yaml = name.endsWith(".yml") || name.endsWith(".yaml");
        return yaml && (name.startsWith("compose") || name.startsWith("docker-compose"));
    }
}
