package io.kyozo.analyzer.topology.detect.source;

import io.kyozo.analyzer.topology.FileRule;
import io.kyozo.analyzer.topology.SourceFindings;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.walk.ToolMade;

/**
 * What one source file shows by itself.
 *
 * @param findings variables, addresses, routes
 * @param mayListen whether anything in it may open a port or handle the stop signal
 * @param toolMade whether a tool wrote it, so that it speaks for a service only where no person's file does
 */
record FileFindings(SourceFindings findings, boolean mayListen, boolean toolMade) {
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
        boolean mayListen = PortScanner.mayFind(file, Language.of(file.path()));
        return new FileFindings(findings, mayListen, ToolMade.is(file));
    }
}
