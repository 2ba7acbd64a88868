package io.kyozo.analyzer.topology.advise;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.parse.CopiedSource;
import io.kyozo.analyzer.topology.parse.Dockerfile;
import io.kyozo.analyzer.topology.parse.ImageFolder;
import io.kyozo.contracts.context.DockerIgnore;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What images are built from: what a Dockerfile copies must be there, what is secret must not, and it is best small. */
final class ContextAdvice {
    private static final long BIG_CONTEXT = 32L << 20;

    private final Folder folder;
    /** Files of a context that the builder is sent, by the context: many services can have the same one. */
    private final Map<String, List<FolderFile>> sent = new HashMap<>();

    ContextAdvice(Folder folder) {
        this.folder = folder;
    }

    List<Recommendation> of(ServiceSpec spec) {
        ServiceSpec.Dockerfile own = spec.dockerfile();
        if (own == null) {
            return List.of();
        }
        List<String> lines = own.path().isEmpty()
                ? own.content().lines().toList()
                : folder.text(own.path()).map(TextFile::lines).orElse(List.of());
        List<CopiedSource> copied = CopiedSource.of(Dockerfile.parse(lines).upTo(own.target()));
        List<Recommendation> all = new ArrayList<>();
        leftOut(spec, own, copied, all);
        if (!own.path().isEmpty()) {
            secrets(spec, own, copied, all);
            big(spec, own, all);
        }
        return all;
    }

    /** The build can't find what the .dockerignore leaves out. */
    private void leftOut(
            ServiceSpec spec, ServiceSpec.Dockerfile own, List<CopiedSource> copied, List<Recommendation> all) {
        Folder seen = ImageFolder.of(folder, own.context());
        String rules = FolderPath.join(own.context(), ".dockerignore");
        copied.stream()
                .filter(source -> isThere(folder, own, source) && !isThere(seen, own, source))
                .findFirst()
                .ifPresent(source -> all.add(new Recommendation(
                        "build.ignored-copy",
                        "critical",
                        "Let the build of " + spec.name() + " have " + source.path(),
                        "The Dockerfile copies it, but the .dockerignore leaves it out: the build fails. Add !"
                                + source.path() + " to " + rules + ".",
                        List.of(
                                own.path().isEmpty()
                                        ? new Evidence(rules, 0, 0.9, "leaves out " + source.path())
                                        : new Evidence(own.path(), source.line(), 0.9, "copies " + source.path())))));
    }

    private static boolean isThere(Folder folder, ServiceSpec.Dockerfile own, CopiedSource source) {
        String path = FolderPath.join(own.context(), source.path());
        return folder.has(path) || !folder.under(path).isEmpty();
    }

    /** Secrets in a file that the image then holds. */
    private void secrets(
            ServiceSpec spec, ServiceSpec.Dockerfile own, List<CopiedSource> copied, List<Recommendation> all) {
        DockerIgnore added = DockerIgnore.parse(own.dockerignore().lines().toList());
        for (FolderFile file : sent(own.context())) {
            String path = FolderPath.relativize(own.context(), file.path());
            List<Evidence> stated = file.name().startsWith(".env") && !added.excludes(path)
                    ? SecretAdvice.stated(folder, file)
                    : List.of();
            copied.stream()
                    .filter(source -> !stated.isEmpty() && FolderPath.isWithin(path, source.path()))
                    .findFirst()
                    .ifPresent(source -> all.add(new Recommendation(
                            "security.secret-in-context",
                            "critical",
                            "Keep " + file.path() + " out of the image of " + spec.name(),
                            "Whoever has the image can read it. Name it in "
                                    + FolderPath.join(own.context(), ".dockerignore") + ", and replace its secrets.",
                            List.of(
                                    new Evidence(own.path(), source.line(), 0.9, "copies " + source.path()),
                                    stated.get(0)))));
        }
    }

    private void big(ServiceSpec spec, ServiceSpec.Dockerfile own, List<Recommendation> all) {
        List<FolderFile> files = sent(own.context());
        long bytes = files.stream().mapToLong(FolderFile::size).sum();
        if (bytes < BIG_CONTEXT) {
            return;
        }
        FolderFile biggest =
                files.stream().max(Comparator.comparingLong(FolderFile::size)).orElseThrow();
        all.add(new Recommendation(
                "build.big-context",
                "info",
                "Keep the build context of " + spec.name() + " small",
                "Every build sends " + (bytes >> 20) + " MiB to the builder. Name what it does not need in "
                        + FolderPath.join(own.context(), ".dockerignore") + ".",
                List.of(new Evidence(biggest.path(), 0, 0.8, "has " + (biggest.size() >> 20) + " MiB"))));
    }

    private List<FolderFile> sent(String context) {
        return sent.computeIfAbsent(
                context, dir -> List.copyOf(ImageFolder.of(folder, dir).under(dir)));
    }
}
