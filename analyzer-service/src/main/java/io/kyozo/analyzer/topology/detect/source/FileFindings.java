package io.kyozo.analyzer.topology.detect.source;

import io.kyozo.analyzer.topology.FileRule;
import io.kyozo.analyzer.topology.SourceFindings;
import io.kyozo.analyzer.topology.TextFile;

/**
 * What one source file shows by itself.
 *
 * @param findings variables, addresses, routes
 * @param mayListen whether anything in it may open a port or handle the stop signal
 */
record FileFindings(SourceFindings findings, boolean mayListen) {
    static final FileRule<FileFindings> RULE = FileRule.of("source", FileRule.Result.FINDINGS, FileFindings::of);

    private static FileFindings of(TextFile file) {
        SourceFindings findings = new SourceFindings();
        if (EnvScanner.mayFind(file)) {
            new EnvScanner(file).scan(findings);
        }
        if (file.contains("://")) {
            new AddressScanner(file).scan(findings);
        }
        if (RouteScanner.mayFind(file)) {
            new RouteScanner(file).scan(findings);
        }
        if (ConnectionStrings.mayFind(file)) {
            new ConnectionStrings(file).scan(findings);
        }
        return new FileFindings(findings, PortScanner.mayFind(file, Language.of(file.path())));
    }
}
