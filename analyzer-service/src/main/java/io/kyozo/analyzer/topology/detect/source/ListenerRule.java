package io.kyozo.analyzer.topology.detect.source;

import io.kyozo.analyzer.topology.EnvRead;
import io.kyozo.analyzer.topology.FileRule;
import io.kyozo.analyzer.topology.SourceFindings;
import io.kyozo.analyzer.topology.TextFile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a source file listens. That depends on the variables for ports which the service reads, perhaps in other files. */
final class ListenerRule {
    private static final int MAX_PORTS = 50;

    private ListenerRule() {}

    /** The rule for a service that reads {@code env}. */
    static FileRule<SourceFindings> of(Map<String, EnvRead> env) {
        List<EnvRead> ports = env.values().stream()
                .filter(read -> Ports.isOwn(read.name()))
                .limit(MAX_PORTS)
                .toList();
        String id =
                ports.stream().map(read -> read.name() + "=" + read.fallback()).collect(Collectors.joining("\n"));
        return FileRule.of("listeners\n" + id, FileRule.Result.FINDINGS, file -> scan(file, ports));
    }

    private static SourceFindings scan(TextFile file, Collection<EnvRead> ports) {
        SourceFindings findings = new SourceFindings();
        ports.forEach(findings::add);
        new PortScanner(file, Language.of(file.path())).scan(findings);
        return findings;
    }
}
