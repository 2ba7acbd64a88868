package io.kyozo.deployer.build;

import java.util.List;
import java.util.UUID;

/** The name of a built image: equal content has an equal name, so it is not built twice. */
public final class ImageName {
    private static final int TAG_LENGTH = 24;

    private ImageName() {}

    /**
     * {@code kyozo/<workspace>-<service>:<hash>}, the hash being over the workspace, the files of the build context and how
     * they are built.
     */
    public static String of(
            UUID workspaceId, String workspace, String service, BuildPlan build, List<SourceFile> folder) {
        var hash = new ContentHash()
                .add(workspaceId.toString())
                .add(build.context())
                .add(build.dockerfilePath())
                .add(build.dockerfile())
                .add(build.dockerignore())
                .add(build.target())
                .add(build.workdir())
                .add(build.staticRoot())
                .add(String.valueOf(build.commands().size()));
        for (List<String> command : build.commands()) {
            hash = hash.addAll(command);
        }
        if (!build.entrypoint().isEmpty() || !build.command().isEmpty()) {
            hash = hash.addAll(build.entrypoint()).addAll(build.command());
        }
        for (SourceFile file : inContext(build, folder)) {
            hash = hash.add(file.path()).add(file.hash()).add(file.executable() ? "x" : "-");
        }
        return "kyozo/" + workspace + "-" + service + ":" + hash.hex(TAG_LENGTH);
    }

    private static List<SourceFile> inContext(BuildPlan build, List<SourceFile> folder) {
        return folder.stream()
                .filter(file ->
                        isBelow(build.context(), file.path()) || file.path().equals(build.dockerfilePath()))
                .sorted((a, b) -> a.path().compareTo(b.path()))
                .toList();
    }

    /** Whether {@code path} lies in {@code folder}; everything lies in {@code .}. */
    public static boolean isBelow(String folder, String path) {
        return folder.equals(".") || path.startsWith(folder + "/");
    }
}
