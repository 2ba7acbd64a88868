package io.kyozo.e2e;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** On processes of this host. */
class LostRequestsOfProcessesBenchmark extends LostRequestsBenchmark {
    @Override
    LocalInstallation installation() {
        return LocalInstallation.create("process", Map.of("DOCKER_HOST", ""));
    }

    @Override
    void killOne(String workspace) throws IOException {
        String working = running().home().processes().toRealPath().toString();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                String folder = folder(process);
                if (folder.startsWith(working) && folder.contains(workspace) && isNode(process)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(ProcessHandle::destroyForcibly);
                    return;
                }
            }
        }
        throw new AssertionError("no replica of " + workspace + " works in " + working);
    }

    private static boolean isNode(Path process) throws IOException {
        return Files.readString(process.resolve("cmdline")).startsWith("node");
    }

    private static String folder(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).toString();
        } catch (IOException gone) {
            return "";
        }
    }
}
