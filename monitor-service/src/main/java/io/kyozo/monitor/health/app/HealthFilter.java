package io.kyozo.monitor.health.app;

import io.kyozo.contracts.state.HealthStatus;
import java.util.Optional;
import java.util.UUID;

/** Which services' health is asked for; empty means all. */
public record HealthFilter(Optional<UUID> workspace, Optional<HealthStatus> status) {}
