package io.kyozo.deployer.logs;

import java.time.Instant;

/**
 * A line of a deployment's log.
 *
 * @param n 1-based, without gaps within the deployment; 0 until it is stored
 * @param at when
 * @param service that it is about; empty for the deployment as a whole
 * @param phase {@code build}, {@code start}, {@code verify} …
 * @param level {@code info}, {@code warn} or {@code error}
 * @param text without its line end
 */
public record DeploymentLine(long n, Instant at, String service, String phase, String level, String text) {
    /** Longer lines are cut. */
    public static final int MAX_LENGTH = 4000;

    public DeploymentLine {
        text = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + " …";
    }
}
