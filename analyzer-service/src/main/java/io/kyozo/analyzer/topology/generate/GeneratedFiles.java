package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.generate.manifest.ComposeYaml;
import io.kyozo.analyzer.topology.generate.manifest.ImagePlaces;
import io.kyozo.analyzer.topology.generate.manifest.KubernetesYaml;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can be written for a topology: Dockerfiles and .dockerignore files where the folder has none, a compose
 * file where it has none, and Kubernetes manifests. No secret's value is in any of them. The same topology gives the same
 * files.
 *
 * @param files sorted by path
 * @param notes what was not written, and why: one sentence each
 */
public record GeneratedFiles(List<GeneratedFile> files, List<String> notes) {
    public GeneratedFiles {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }

    /** The files for what {@code topology} holds; none where there is nothing to deploy. */
    public static GeneratedFiles of(TopologyDocument topology) {
        List<ServiceSpec> services =
                topology.services().stream().filter(ServiceSpec::deployable).toList();
        List<GeneratedFile> files = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        if (services.isEmpty()) {
            return new GeneratedFiles(files, notes);
        }
        ImagePlaces places = ImagePlaces.of(services);
        places.files().forEach((path, text) -> files.add(new GeneratedFile(path, text)));
        services.forEach(service -> note(service).ifPresent(notes::add));
        Optional<String> own = ExistingCompose.of(services);
        own.ifPresent(path -> notes.add("No compose.yaml: the folder has " + path + ", which is honoured."));
        if (own.isEmpty()) {
            files.add(new GeneratedFile("compose.yaml", ComposeYaml.of(topology, places)));
        }
        KubernetesYaml.of(topology, places)
                .forEach((path, text) -> files.add(new GeneratedFile("kubernetes/" + path, text)));
        files.sort(Comparator.comparing(GeneratedFile::path));
        return new GeneratedFiles(files, notes);
    }

    /** The text of the file at {@code path}. */
    public Optional<String> text(String path) {
        return files.stream()
                .filter(file -> file.path().equals(path))
                .map(GeneratedFile::content)
                .findFirst();
    }

    private static Optional<String> note(ServiceSpec service) {
        ServiceSpec.Dockerfile dockerfile = service.dockerfile();
        if (service.image() != null) {
            return Optional.empty();
        }
        if (dockerfile == null) {
            return Optional.of("No Dockerfile for " + service.name() + ": there is no recipe for " + service.stack()
                    + ". Write one, and it is used.");
        }
        return dockerfile.path().isEmpty()
                ? Optional.empty()
                : Optional.of("No Dockerfile for " + service.name() + ": " + dockerfile.path() + " is honoured.");
    }
}
