package io.kyozo.runtime.process;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * One start of a container.
 *
 * @param launcher process that started it and waits for its end; leader of its session
 * @param launcherTicks when that process was started, in clock ticks since the host's: a pid may be used again
 * @param at when
 * @param groups control groups that it runs in
 */
@RegisterForReflection
record RunRecord(long launcher, long launcherTicks, Instant at, List<String> groups) {}
