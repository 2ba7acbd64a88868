package io.kyozo.cli;

import io.kyozo.cli.api.ApiClient;
import io.kyozo.home.AccessToken;
import io.kyozo.home.InstallationKeys;
import io.kyozo.home.KyozoHome;
import io.kyozo.home.LauncherState;
import io.kyozo.home.StateFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * The installation that the commands act on.
 *
 * @param repository root of the source tree, where the programs are built
 */
record Local(Path repository, KyozoHome home) {
    /** The one that the environment names. */
    static Local ofEnvironment() {
        String named = System.getenv("KYOZO_REPOSITORY");
        Path repository = Path.of(named == null ? "." : named).toAbsolutePath().normalize();
        return new Local(repository, KyozoHome.of(System.getenv(), repository));
    }

    /** What the running launcher says; empty where none runs. */
    Optional<LauncherState> running() throws IOException {
        return lastState().filter(LauncherState::isAlive);
    }

    /** What the last launcher said, whether it runs or not. */
    Optional<LauncherState> lastState() throws IOException {
        return new StateFile(home.stateFile()).read();
    }

    /** The API of the running installation; fails where none is ready. */
    ApiClient api() throws IOException {
        LauncherState state = running()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.ENVIRONMENT,
                        "Kyozo is not running (data folder " + home.root() + "). Start it with 'kyozo up'."));
        return api(state);
    }

    ApiClient api(LauncherState state) throws IOException {
        AccessToken tokens = new AccessToken(InstallationKeys.open(home), Clock.systemUTC());
        return new ApiClient(URI.create(state.url()), tokens, System.getProperty("user.name", "local"));
    }
}
