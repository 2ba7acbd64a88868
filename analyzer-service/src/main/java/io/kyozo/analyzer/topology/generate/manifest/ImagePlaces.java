package io.kyozo.analyzer.topology.generate.manifest;

import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.contracts.topology.ServiceSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the Dockerfiles of services lie: the user's own where they are, generated ones in the service's folder.
 *
 * @param dockerfiles path relative to the folder, by service
 * @param files those that are generated, and their .dockerignore files: text by path
 */
public record ImagePlaces(Map<String, String> dockerfiles, Map<String, String> files) {
    public static ImagePlaces of(List<ServiceSpec> services) {
        Map<String, String> paths = new LinkedHashMap<>();
        Map<String, Set<String>> ignores = new LinkedHashMap<>();
        Map<String, String> files = new LinkedHashMap<>();
        services.forEach(service -> own(service).ifPresent(path -> paths.put(service.name(), path)));
        for (ServiceSpec service : services) {
            ServiceSpec.Dockerfile dockerfile = service.dockerfile();
            if (dockerfile != null && dockerfile.path().isEmpty()) {
                String path = free(service, paths);
                paths.put(service.name(), path);
                files.put(path, dockerfile.content());
                shared(ignores, dockerfile);
            }
        }
        ignores.forEach((context, lines) -> {
            if (!lines.isEmpty()) {
                files.put(FolderPath.join(context, ".dockerignore"), String.join("\n", lines) + "\n");
            }
        });
        return new ImagePlaces(paths, files);
    }

    /** A context has one file for all that are built from it: only what none of them needs stays out. */
    private static void shared(Map<String, Set<String>> ignores, ServiceSpec.Dockerfile dockerfile) {
        Set<String> lines =
                new LinkedHashSet<>(Arrays.asList(dockerfile.dockerignore().split("\n")));
        lines.remove("");
        Set<String> others = ignores.putIfAbsent(dockerfile.context(), lines);
        if (others != null) {
            others.retainAll(lines);
        }
    }

    private static Optional<String> own(ServiceSpec service) {
        return Optional.ofNullable(service.dockerfile())
                .map(ServiceSpec.Dockerfile::path)
                .filter(path -> !path.isEmpty());
    }

    private static String free(ServiceSpec service, Map<String, String> taken) {
        String usual = FolderPath.join(service.path(), "Dockerfile");
        return taken.containsValue(usual) ? usual + "." + service.name() : usual;
    }

    /** {@code path} as seen from {@code dir}, through {@code ..} where it lies outside. */
    static String from(String dir, String path) {
        if (FolderPath.isWithin(path, dir)) {
            return FolderPath.relativize(dir, path);
        }
        return "../" + from(FolderPath.parent(dir), path);
    }
}
