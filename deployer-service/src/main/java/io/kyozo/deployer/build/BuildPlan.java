package io.kyozo.deployer.build;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one image is built.
 *
 * @param context the build context relative to the folder; {@code .} for all of it
 * @param dockerfilePath the user's own Dockerfile relative to the folder; empty for a generated one
 * @param dockerfile text of the generated one; empty for the user's own
 * @param dockerignore text to use where the context has no such file; else empty
 * @param target stage to build; empty for the last
 * @param workdir the service's folder relative to the context
 * @param commands argv each, for runtimes that build without a Dockerfile
 * @param staticRoot folder of a static site to serve, relative to {@code workdir}; else empty
 * @param entrypoint argv instead of the Dockerfile's ENTRYPOINT; empty to keep it
 * @param command argv instead of the Dockerfile's CMD; empty to keep it
 */
public record BuildPlan(
        String context,
        String dockerfilePath,
        String dockerfile,
        String dockerignore,
        String target,
        String workdir,
        List<List<String>> commands,
        String staticRoot,
        List<String> entrypoint,
        List<String> command) {
    public BuildPlan {
        commands = commands.stream().map(List::copyOf).toList();
        entrypoint = absentAsEmpty(entrypoint);
        command = absentAsEmpty(command);
    }

    /** Plans recorded before these fields were known lack them. */
    private static List<String> absentAsEmpty(@Nullable List<String> argv) {
        return argv == null ? List.of() : List.copyOf(argv);
    }
}
