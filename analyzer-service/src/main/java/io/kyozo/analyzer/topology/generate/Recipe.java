package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.BindAddress;
import io.kyozo.analyzer.topology.BuildPlan;
import io.kyozo.analyzer.topology.EnvRead;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.ServiceSpec.Health;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a Dockerfile is written from.
 *
 * @param folder that holds the service, as the build of its image sees it
 * @param draft the service
 * @param port where it listens; 0 for nowhere
 * @param health how it is probed; null where it is not
 */
record Recipe(
        Folder folder,
        ServiceDraft draft,
        int port,
        @Nullable Health health) {
    BuildPlan plan() {
        return draft.plan();
    }

    String version() {
        return draft.version();
    }

    /** The service's folder as seen from the build context; {@code .} where they are the same. */
    String inContext() {
        return FolderPath.isWithin(draft.path(), plan().context())
                ? FolderPath.relativize(plan().context(), draft.path())
                : ".";
    }

    /** The service's folder below {@code root} in the image. */
    String homeIn(String root) {
        return inContext().equals(".") ? root : root + "/" + inContext();
    }

    /** The service's folder in the image. */
    String home() {
        return homeIn("/app");
    }

    /** Whether the build context holds a file of this name. */
    boolean has(String name) {
        return folder.has(FolderPath.join(plan().context(), name));
    }

    /** Those of {@code names} that the build context holds. */
    List<String> present(String... names) {
        return List.of(names).stream().filter(this::has).toList();
    }

    /** Whether the service's own folder holds a file of this name. */
    boolean holds(String name) {
        return folder.has(FolderPath.join(draft.path(), name));
    }

    /** Whether the file of this name in the build context contains {@code text}. */
    boolean says(String name, String text) {
        return folder.text(FolderPath.join(plan().context(), name))
                .filter(file -> file.contains(text))
                .isPresent();
    }

    /** The main process; a shell that only starts it is replaced by it, so that signals reach it. */
    List<String> start() {
        List<String> argv = plan().start().isEmpty() ? draft.start() : plan().start();
        boolean line =
                argv.size() == 3 && argv.get(0).equals("sh") && argv.get(1).equals("-c");
        if (!line || argv.get(2).startsWith("exec ") || argv.get(2).chars().anyMatch(c -> "&|;\n=".indexOf(c) >= 0)) {
            return argv;
        }
        return List.of("sh", "-c", "exec " + argv.get(2));
    }

    /** The plan's variables, the port's, and the address to listen on where the code would take the loopback's. */
    Map<String, String> env() {
        Map<String, String> env = new TreeMap<>(plan().env());
        if (port > 0) {
            env.put("PORT", String.valueOf(port));
        }
        for (String name : BindAddress.VARIABLES) {
            EnvRead read = draft.findings().env().get(name);
            if (read != null && BindAddress.isLoopback(name, read.fallback())) {
                env.put(name, "0.0.0.0");
            }
        }
        return env;
    }

    /** Path that the health check asks for; {@code /} where only the port is known. */
    String healthPath() {
        Health probe = health;
        return probe == null || probe.path().isEmpty() ? "/" : probe.path();
    }

    /** Whether an HTTP path is known to answer. */
    boolean asksHttp() {
        return Optional.ofNullable(health)
                .filter(probe -> probe.protocol().equals("http"))
                .isPresent();
    }

    /** The build context's files of this name, at any depth. */
    List<FolderFile> named(String name) {
        return folder.named(plan().context(), List.of(name));
    }

    /** Folders that hold one of {@code files}, relative to the context; none where they are more than {@code limit}. */
    List<String> foldersOf(Collection<FolderFile> files, int limit) {
        List<String> dirs = new ArrayList<>();
        files.stream()
                .map(file -> FolderPath.relativize(plan().context(), file.dir()))
                .distinct()
                .limit(limit + 1L)
                .forEach(dirs::add);
        return dirs.size() > limit ? List.of() : dirs;
    }
}
