package io.kyozo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.home.AccessToken;
import io.kyozo.home.InstallationKeys;
import io.kyozo.home.KyozoHome;
import io.kyozo.home.LauncherState;
import io.kyozo.home.ProcessIdentity;
import io.kyozo.home.StateFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An installation of its own: home folder, port, runtime.
 *
 * @param home its data; its path has a space in it
 * @param work where projects are put, and from where commands are called
 */
record LocalInstallation(KyozoHome home, Path work, int port, String runtime, KyozoCommand command) {
    /** @param environment what commands get beside our own */
    static LocalInstallation create(String runtime, Map<String, String> environment) {
        try {
            Path folder = Files.createTempDirectory("kyozo e2e ");
            KyozoHome home = new KyozoHome(folder.resolve("home"));
            Path work = Files.createDirectory(folder.resolve("my projects"));
            Map<String, String> all = new HashMap<>(environment);
            all.put("KYOZO_HOME", home.root().toString());
            // Canary and blue-green deployments that are over in a few seconds.
            all.put("KYOZO_TRIAL_CANARY_STEP", "3s");
            all.put("KYOZO_TRIAL_BLUE_GREEN_HOLD", "3s");
            // A machine that is busy with other tests makes the new version slower than the old one, too.
            all.put("KYOZO_TRIAL_MAX_SLOWDOWN", "10");
            return new LocalInstallation(home, work, freePort(), runtime, new KyozoCommand(all));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    CommandRun up() {
        return command.run(work, "up", "--port", String.valueOf(port), "--runtime", runtime);
    }

    /** Kills the launcher, as a crash would; what it had started stays. */
    void killLauncher() {
        kill(state().launcher());
    }

    /** Kills one of its parts, such as {@code deployer}. */
    void kill(String part) {
        kill(Objects.requireNonNull(state().part(part).orElseThrow().process()));
    }

    private static void kill(ProcessIdentity process) {
        ProcessHandle handle = process.find().orElseThrow();
        assertThat(handle.destroyForcibly()).isTrue();
        await().until(() -> !handle.isAlive());
    }

    /** What the launcher says. */
    LauncherState state() {
        try {
            return new StateFile(home.stateFile()).read().orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    CommandRun kyozo(String... arguments) {
        return command.run(work, arguments);
    }

    /** Deploys a folder by its path relative to where the command is called. */
    CommandRun deploy(Project project) {
        return kyozo("deploy", work.relativize(project.folder()).toString());
    }

    Gateway gateway() {
        return new Gateway(port, () -> {
            try {
                return new AccessToken(InstallationKeys.open(home), Clock.systemUTC())
                        .issue("e2e", Duration.ofMinutes(5));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** The id in the labels of all that it creates. */
    String id() {
        try {
            return InstallationKeys.open(home).installation();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Processes that have to do with it: that work in its folders or name them. */
    List<String> processes() {
        String folder = String.valueOf(home.root().getParent());
        return ProcessTraces.of(folder);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
