package io.kyozo.contracts.topology;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One service of a folder: what it is, why we think so, and how to build, run and probe it.
 *
 * @param name a slug, unique in the folder; other services reach it by this name
 * @param kind what part it plays
 * @param stack such as {@code node}, {@code python}, {@code go}, {@code java}, {@code static}, {@code postgres}
 * @param framework such as {@code express}; empty where none is known
 * @param version the runtime's version as a tag, such as {@code 20}; empty where none is stated or defaulted
 * @param path the service's folder relative to the root, with {@code /}; {@code .} for the root itself
 * @param deployable whether it can be run
 * @param reason why it is not deployable; empty where it is
 * @param confidence 0 to 1, calibrated
 * @param evidence why we think so, heaviest first
 * @param ports what it listens on, the main one first
 * @param build commands, run in {@code path}, in order; each is an argv, never a shell line
 * @param start argv of the main process; for a command line written by the user: {@code ["sh","-c",line]} inside the
 *     service's own container or process, and nowhere else
 * @param image for a managed service (database, cache): the image to run; null where it is built from the folder
 * @param dockerfile how its image is built; null for managed services
 * @param staticRoot for static sites: the folder to serve relative to {@code path}, after the build; else empty
 * @param env variables that it reads
 * @param volumes absolute paths in the container whose content must survive
 * @param health how it is probed; null where it does not listen
 * @param resources limits to start with
 * @param scalable false where local state forbids a second replica
 */
public record ServiceSpec(
        String name,
        ServiceKind kind,
        String stack,
        String framework,
        String version,
        String path,
        boolean deployable,
        String reason,
        double confidence,
        List<Evidence> evidence,
        List<Port> ports,
        List<List<String>> build,
        List<String> start,
        @Nullable String image,
        @Nullable Dockerfile dockerfile,
        String staticRoot,
        List<EnvVar> env,
        List<String> volumes,
        @Nullable Health health,
        Resources resources,
        boolean scalable) {

    /**
     * A port that the service listens on.
     *
     * @param number 1 to 65535
     * @param protocol http, tcp, grpc, postgres …
     * @param stated true where code or configuration says it, false for a framework's default
     * @param envVar variable that sets it, such as {@code PORT}; empty where it is fixed
     */
    public record Port(int number, String protocol, boolean stated, String envVar) {}

    /**
     * How the image is built.
     *
     * @param path the user's own Dockerfile relative to the root; empty for a generated one
     * @param content text of the generated one; empty for the user's own
     * @param context build context relative to the root
     * @param target stage to build; empty for the last
     * @param dockerignore text of a generated .dockerignore; empty where the user has one
     * @param entrypoint argv that replaces the image's ENTRYPOINT, and its CMD by {@code command}; empty to keep it
     * @param command argv that replaces the image's CMD, as a compose file states it; empty to keep it
     */
    public record Dockerfile(
            String path,
            String content,
            String context,
            String target,
            String dockerignore,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> entrypoint,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> command) {
        public Dockerfile {
            entrypoint = absentAsEmpty(entrypoint);
            command = absentAsEmpty(command);
        }

        /** An image that is started as it says itself. */
        public Dockerfile(String path, String content, String context, String target, String dockerignore) {
            this(path, content, context, target, dockerignore, List.of(), List.of());
        }

        /** The same image, started otherwise. */
        public Dockerfile startedBy(List<String> otherEntrypoint, List<String> otherCommand) {
            return new Dockerfile(path, content, context, target, dockerignore, otherEntrypoint, otherCommand);
        }

        /** Documents written before these fields were known lack them. */
        private static List<String> absentAsEmpty(@Nullable List<String> argv) {
            return argv == null ? List.of() : List.copyOf(argv);
        }
    }

    /**
     * A variable that the service reads.
     *
     * @param name as read
     * @param value default or stated value; null where there is none; never a secret's value
     * @param secret whether its value must be kept secret
     * @param required whether the service can't run without it
     * @param evidence where it is read
     */
    public record EnvVar(
            String name, @Nullable String value, boolean secret, boolean required, List<Evidence> evidence) {}

    /**
     * How a service is probed.
     *
     * @param protocol {@code http} or {@code tcp}
     * @param path for http; empty for tcp
     * @param port to probe
     */
    public record Health(String protocol, String path, int port) {}

    /**
     * Limits to start with.
     *
     * @param memoryBytes in bytes
     * @param cpus in cores, such as 0.5
     * @param pids number of processes and threads
     */
    public record Resources(long memoryBytes, double cpus, int pids) {}
}
