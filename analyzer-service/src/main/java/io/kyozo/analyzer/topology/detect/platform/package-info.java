/** Reads files for other platforms as hints: Kubernetes manifests, app.json, fly.toml, devcontainers, systemd units. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.detect.platform;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
