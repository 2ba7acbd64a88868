package io.kyozo.analyzer.topology.advise;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.docker.ComposeFile.RefusedKey;
import io.kyozo.analyzer.topology.detect.docker.ContainerFiles;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what could be better; each recommendation names the file and line that caused it. */
public final class Advice {
    private static final int MAX = 50;

    private static final List<String> SEVERITIES = List.of("critical", "warning", "info");

    private Advice() {}

    /** Recommendations about {@code specs}, gravest first; {@code today} decides what is supported no longer. */
    public static List<Recommendation> of(
            Folder folder,
            List<ServiceDraft> drafts,
            List<ServiceSpec> specs,
            ContainerFiles containers,
            LocalDate today) {
        List<Recommendation> all = new ArrayList<>();
        all.addAll(SecretAdvice.of(folder));
        containers.refused().forEach(key -> all.add(refused(key)));
        ContextAdvice contexts = new ContextAdvice(folder);
        for (ServiceSpec spec : specs) {
            if (spec.deployable()) {
                drafts.stream()
                        .filter(draft -> draft.name().equals(spec.name()))
                        .findFirst()
                        .ifPresent(draft -> all.addAll(ofService(folder, draft, spec, today)));
                all.addAll(contexts.of(spec));
            }
        }
        all.addAll(FleetAdvice.of(specs));
        // The gravest first, so that the limit never cuts them off.
        return all.stream()
                .sorted(Comparator.comparingInt(item -> SEVERITIES.indexOf(item.severity())))
                .limit(MAX)
                .toList();
    }

    private static List<Recommendation> ofService(
            Folder folder, ServiceDraft draft, ServiceSpec spec, LocalDate today) {
        List<Recommendation> all = new ArrayList<>(ServiceAdvice.of(draft, spec));
        all.addAll(DockerfileAdvice.of(folder, spec));
        all.addAll(LockAdvice.of(folder, draft, spec));
        all.addAll(LifeAdvice.of(draft, spec, today));
        all.addAll(StateAdvice.of(draft, spec));
        return all;
    }

    private static Recommendation refused(RefusedKey key) {
        String where = key.service().isEmpty() ? "the file" : "the service " + key.service();
        return new Recommendation(
                Recommendation.REFUSED_KEY,
                "critical",
                "Take " + key.key() + " out of " + where,
                "The folder is not deployed with it, because " + key.why() + ".",
                List.of(new Evidence(key.file(), key.line(), 1, key.key() + " of " + where)));
    }
}
