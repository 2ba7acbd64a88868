package io.kyozo.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to build.
 *
 * @param image name and tag to give it
 * @param labels put on the image
 * @param context folder with the service's sources; only read
 * @param dockerfile text of the Dockerfile to use; runtimes without {@link RuntimeInfo.Capability#DOCKERFILE_BUILD} ignore it
 * @param target stage to build; empty for the last
 * @param workdir folder of the service relative to the context, for runtimes that run {@code commands} themselves
 * @param commands argv each, run in order in {@code workdir} by runtimes that build without a Dockerfile
 * @param staticRoot folder to serve, relative to {@code workdir}, for a static site; else empty
 * @param arguments build arguments; never secrets (they show in the image's history)
 * @param caBundle PEM file that the build must trust beside the usual authorities; null for none
 * @param limits for the build
 * @param timeout for the build
 */
public record BuildSpec(
        String image,
        Map<String, String> labels,
        Path context,
        String dockerfile,
        String target,
        String workdir,
        List<List<String>> commands,
        String staticRoot,
        Map<String, String> arguments,
        @Nullable Path caBundle,
        ResourceLimits limits,
        Duration timeout) {}
