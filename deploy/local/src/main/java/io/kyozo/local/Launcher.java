package io.kyozo.local;

import io.kyozo.home.InstallationKeys;
import io.kyozo.home.KyozoHome;
import io.kyozo.home.LauncherState;
import io.kyozo.home.Leftovers;
import io.kyozo.home.ProcessIdentity;
import io.kyozo.home.StateFile;
import io.kyozo.local.part.GatewayPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * The launcher's main class: runs one installation until it is asked to end (SIGTERM, SIGINT). Exit codes: 0 ended as
 * asked, 1 the start failed and nothing was left behind, 3 another launcher runs on this home.
 */
public final class Launcher {
    private static final int FAILED = 1;
    private static final int ALREADY_RUNNING = 3;

    private Launcher() {}

    public static void main(String[] arguments) throws Exception {
        LauncherOptions options = LauncherOptions.parse(List.of(arguments));
        logWarningsOnly();
        KyozoHome home = KyozoHome.of(System.getenv(), options.repository());
        home.prepare();
        FileLock lock = lock(home);
        if (lock == null) {
            System.err.println("kyozo: another launcher runs on " + home.root());
            System.exit(ALREADY_RUNNING);
            return;
        }
        endLeftovers(home, options.sweep());
        if (options.sweep()) {
            int removed =
                    new Sweep(System.getenv(), home, InstallationKeys.open(home).installation()).run(options.purge());
            System.err.println("kyozo: removed " + removed + " deployed containers, networks and volumes");
            markStopped(new StateFile(home.stateFile()));
            // The runtimes' timers are threads that would keep this process, and so 'down', for ever.
            System.exit(0);
        } else {
            run(options, home);
        }
    }

    /** The broker is talkative; what it says at length is of no use to a person. */
    private static void logWarningsOnly() throws IOException {
        try (InputStream configuration = Launcher.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(configuration);
        }
    }

    /** Held until the process ends, however it ends. */
    private static @Nullable FileLock lock(KyozoHome home) throws IOException {
        FileChannel channel = FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return channel.tryLock();
    }

    /** The gateway serves on, unless all is to end. */
    private static void endLeftovers(KyozoHome home, boolean all) throws IOException, InterruptedException {
        Optional<LauncherState> before = new StateFile(home.stateFile()).read();
        if (before.isPresent()) {
            int ended = Leftovers.end(before.get(), GatewayPart.NAME);
            if (ended > 0) {
                System.err.println("kyozo: ended " + ended + " processes that an earlier launcher had left");
            }
        }
        if (all) {
            GatewayPart.endLeftover(home);
        }
    }

    private static void markStopped(StateFile file) throws IOException {
        Optional<LauncherState> before = file.read();
        if (before.isPresent()) {
            file.write(before.get().stopped());
        }
    }

    private static void run(LauncherOptions options, KyozoHome home) throws IOException, InterruptedException {
        StateBoard board = new StateBoard(new StateFile(home.stateFile()), initial(options));
        try {
            serve(decided(options), home, board);
        } catch (LaunchFailure e) {
            System.err.println("kyozo: " + e.getMessage());
            board.overall(LauncherState.Status.FAILED, String.valueOf(e.getMessage()));
            System.exit(FAILED);
        }
    }

    private static LauncherOptions decided(LauncherOptions options) throws InterruptedException {
        EngineAddress engine = EngineAddress.of(System.getenv());
        return options.withRuntime(RuntimeChoice.resolve(options.runtime(), engine));
    }

    private static void serve(LauncherOptions options, KyozoHome home, StateBoard board)
            throws IOException, InterruptedException {
        board.runtime(options.runtime());
        Installation installation = new Installation(options, home, InstallationKeys.open(home), board);
        Thread end = new Thread(() -> end(installation, board), "kyozo-end");
        Runtime.getRuntime().addShutdownHook(end);
        installation.start();
        new CountDownLatch(1).await();
    }

    private static void end(Installation installation, StateBoard board) {
        LauncherState now = board.now();
        boolean failed = now.status() == LauncherState.Status.FAILED;
        if (!failed) {
            board.overall(LauncherState.Status.STOPPING, "");
        }
        List<String> problems = installation.stop();
        if (failed) {
            board.overall(LauncherState.Status.FAILED, now.reason());
        } else {
            board.overall(LauncherState.Status.STOPPED, String.join("\n", problems));
        }
    }

    private static LauncherState initial(LauncherOptions options) {
        return new LauncherState(
                LauncherState.Status.STARTING,
                ProcessIdentity.of(ProcessHandle.current()),
                Instant.now(),
                Version.current(),
                options.publicUrl(),
                options.runtime(),
                "",
                Installation.parts());
    }
}
