package io.kyozo.analyzer.topology;

import java.util.List;
import java.util.Map;

/**
 * How a service's image is built; commands are shell lines of the generated Dockerfile, inside the build container.
 *
 * @param context build context relative to the root
 * @param manifests files that decide the dependencies, relative to the context; copied first
 * @param install commands that fetch the dependencies
 * @param compile commands that build
 * @param artifact what the build makes, relative to the service's folder; empty where sources run as they are
 * @param start argv in the container; empty where it is the host's
 * @param env variables set in the image
 */
public record BuildPlan(
        String context,
        List<String> manifests,
        List<String> install,
        List<String> compile,
        String artifact,
        List<String> start,
        Map<String, String> env) {
    public static BuildPlan none(String context) {
        return new BuildPlan(context, List.of(), List.of(), List.of(), "", List.of(), Map.of());
    }

    public BuildPlan manifests(List<String> value) {
        return new BuildPlan(context, value, install, compile, artifact, start, env);
    }

    public BuildPlan install(List<String> value) {
        return new BuildPlan(context, manifests, value, compile, artifact, start, env);
    }

    public BuildPlan compile(List<String> value) {
        return new BuildPlan(context, manifests, install, value, artifact, start, env);
    }

    public BuildPlan artifact(String value) {
        return new BuildPlan(context, manifests, install, compile, value, start, env);
    }

    public BuildPlan start(List<String> value) {
        return new BuildPlan(context, manifests, install, compile, artifact, value, env);
    }

    public BuildPlan env(Map<String, String> value) {
        return new BuildPlan(context, manifests, install, compile, artifact, start, value);
    }
}
