package io.kyozo.deployer.faults;

import io.kyozo.runtime.process.ProcessContainerRuntime;
import io.kyozo.runtime.process.ProcessSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few kills in each run of the tests; {@code ./kyozo bench faults} does hundreds. */
class ProcessFaultsIT extends RandomKills {
    private static final int ROUNDS = Integer.getInteger("kyozo.faults.rounds", 4);
    private static final Duration LATEST_KILL = Duration.ofMillis(6000);

    @Test
    void everythingSettlesWheneverTheDeployerIsKilled(@TempDir Path folder) throws Exception {
        Path processes = folder.resolve("processes");
        var settings = settings(
                Map.of(
                        "kyozo.runtime.kind", "process",
                        "kyozo.runtime.process.allowed", "true",
                        "kyozo.runtime.process.path", processes.toString()),
                folder);
        try (var runtime = new ProcessContainerRuntime(ProcessSettings.at(processes));
                var deployer = new DeployerProcess(settings, Path.of("target/faults-deployer.log"))) {
            deployer.start();
            deployer.awaitReady();
            try {
                kill(deployer, runtime, List.of(new TheDeployer(deployer)), ROUNDS, LATEST_KILL);
            } finally {
                deployer.kill();
                Remains.remove(runtime, deployer);
            }
        }
    }
}
