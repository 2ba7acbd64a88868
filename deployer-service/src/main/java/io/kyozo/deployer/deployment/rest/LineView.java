package io.kyozo.deployer.deployment.rest;

import io.kyozo.deployer.logs.DeploymentLine;
import io.kyozo.web.jsonapi.Resource;
import java.time.Instant;
import java.util.UUID;

/** A log line as the API shows it; see {@link DeploymentLine}. */
public record LineView(long n, Instant at, String service, String phase, String level, String text) {
    static Resource<LineView> resource(UUID deployment, DeploymentLine line) {
        return Resource.of(
                "deployment-log-lines",
                deployment + "-" + line.n(),
                new LineView(line.n(), line.at(), line.service(), line.phase(), line.level(), line.text()));
    }
}
