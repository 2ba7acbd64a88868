package io.kyozo.analyzer.topology.analyze;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.advise.Advice;
import io.kyozo.analyzer.topology.detect.Contest;
import io.kyozo.analyzer.topology.detect.Detector;
import io.kyozo.analyzer.topology.detect.Uses;
import io.kyozo.analyzer.topology.detect.beam.BeamDetector;
import io.kyozo.analyzer.topology.detect.docker.ContainerFiles;
import io.kyozo.analyzer.topology.detect.docker.Devcontainers;
import io.kyozo.analyzer.topology.detect.docker.Procfile;
import io.kyozo.analyzer.topology.detect.dotnet.DotnetDetector;
import io.kyozo.analyzer.topology.detect.go.GoDetector;
import io.kyozo.analyzer.topology.detect.java.JavaDetector;
import io.kyozo.analyzer.topology.detect.migration.Migrations;
import io.kyozo.analyzer.topology.detect.node.NodeDetector;
import io.kyozo.analyzer.topology.detect.other.ManifestDetector;
import io.kyozo.analyzer.topology.detect.other.ShellDetector;
import io.kyozo.analyzer.topology.detect.php.PhpDetector;
import io.kyozo.analyzer.topology.detect.platform.HelmCharts;
import io.kyozo.analyzer.topology.detect.platform.KubernetesManifests;
import io.kyozo.analyzer.topology.detect.platform.PlatformFiles;
import io.kyozo.analyzer.topology.detect.python.PythonDetector;
import io.kyozo.analyzer.topology.detect.ruby.RubyDetector;
import io.kyozo.analyzer.topology.detect.rust.RustDetector;
import io.kyozo.analyzer.topology.detect.source.SharedSources;
import io.kyozo.analyzer.topology.detect.source.SourceScan;
import io.kyozo.analyzer.topology.detect.web.ReverseProxies;
import io.kyozo.analyzer.topology.detect.web.StaticSiteDetector;
import io.kyozo.analyzer.topology.graph.ExternalApis;
import io.kyozo.analyzer.topology.graph.ServiceEdges;
import io.kyozo.analyzer.topology.graph.StartOrder;
import io.kyozo.analyzer.topology.graph.StoreInference;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.contracts.topology.TopologyDocument.Edge;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** From a walked folder to its topology. The same folder gives the same document. */
public final class FolderAnalyzer {
    /** Rises with every change of the rules that can change a document: older results are then not used again. */
    public static final int RULES_VERSION = 10;

    private static final List<Detector> DETECTORS = List.of(
            new NodeDetector(),
            new PythonDetector(),
            new JavaDetector(),
            new GoDetector(),
            new RubyDetector(),
            new PhpDetector(),
            new RustDetector(),
            new DotnetDetector(),
            new BeamDetector(),
            new ManifestDetector(),
            new ShellDetector(),
            new StaticSiteDetector());

    private FolderAnalyzer() {}

    /** The topology as of today, which decides which runtimes are supported no longer. */
    public static TopologyDocument analyze(Folder folder) {
        return analyze(folder, LocalDate.now(ZoneOffset.UTC));
    }

    /** The topology as of {@code today}. */
    public static TopologyDocument analyze(Folder folder, LocalDate today) {
        Claims claims = Claims.of(folder, DETECTORS);
        Map<ServiceDraft, Double> winners = Contest.decide(claims.drafts());
        List<ServiceDraft> drafts = new ArrayList<>(winners.keySet());
        Uses.follow(drafts);
        List<ServiceDraft> workers = new ArrayList<>();
        drafts.forEach(draft -> workers.addAll(Procfile.apply(folder, draft)));
        ContainerFiles containers = new ContainerFiles(folder, drafts);
        containers.apply();
        boolean complete = containers.namesServices();
        KubernetesManifests manifests = new KubernetesManifests(folder, drafts);
        if (containers.composePath().isEmpty()) {
            manifests.apply();
        }
        if (!complete) {
            drafts.addAll(workers);
        }
        List<ServiceDraft> asked = drafts.stream()
                .filter(draft -> !Deployability.isSettled(folder, draft))
                .toList();
        SourceScan.apply(folder, drafts, asked);
        SharedSources.apply(folder, drafts, asked);
        manifests.settle();
        drafts.forEach(draft -> PlatformFiles.apply(folder, draft));
        new HelmCharts(folder, drafts).apply();
        new Devcontainers(folder, drafts).apply();
        if (containers.composePath().isEmpty()) {
            ReverseProxies.apply(folder, drafts);
        }
        if (complete) {
            Unnamed.judge(drafts);
        }
        ServiceNames.assign(drafts, folder.name());
        List<Edge> edges = connect(drafts, complete);
        return document(folder, claims, drafts, winners, edges, containers, today);
    }

    /** The edges between all services; the stores that they need are added to {@code drafts}. */
    private static List<Edge> connect(List<ServiceDraft> drafts, boolean complete) {
        List<Edge> edges = new ArrayList<>();
        StoreInference inference = new StoreInference();
        inference.infer(drafts, complete);
        drafts.addAll(inference.stores());
        edges.addAll(inference.edges());
        ServiceEdges between = new ServiceEdges(drafts);
        drafts.forEach(draft -> edges.addAll(between.of(draft)));
        return ServiceEdges.merge(edges);
    }

    private static TopologyDocument document(
            Folder folder,
            Claims claims,
            List<ServiceDraft> drafts,
            Map<ServiceDraft, Double> margins,
            List<Edge> edges,
            ContainerFiles containers,
            LocalDate today) {
        SpecBuilder builder = new SpecBuilder(folder);
        Bystanders.judge(drafts);
        List<ServiceSpec> specs = new ArrayList<>();
        for (ServiceDraft draft : drafts) {
            specs.add(builder.build(draft, margins.getOrDefault(draft, 1.0), edges));
        }
        StartOrder order = StartOrder.of(
                specs.stream()
                        .filter(ServiceSpec::deployable)
                        .map(ServiceSpec::name)
                        .toList(),
                edges);
        specs.sort(Comparator.comparing((ServiceSpec spec) -> !spec.deployable())
                .thenComparing(spec -> order.names().indexOf(spec.name()))
                .thenComparing(ServiceSpec::name));
        List<Edge> between = edges.stream()
                .filter(edge ->
                        order.names().contains(edge.from()) && order.names().contains(edge.to()))
                .sorted(Comparator.comparing(Edge::from).thenComparing(Edge::to))
                .toList();
        Verdict verdict = Verdict.of(folder, specs);
        return new TopologyDocument(
                1,
                verdict.strategy(),
                verdict.summary(),
                verdict.confidence(),
                List.copyOf(specs),
                between,
                order.cycles(),
                Advice.of(folder, drafts, specs, containers, today),
                claims.partial(folder),
                ExternalApis.of(drafts, specs, edges),
                Migrations.of(folder, drafts, specs));
    }
}
