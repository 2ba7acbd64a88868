package io.kyozo.deployer.faults;

import io.kyozo.runtime.docker.DockerContainerRuntime;
import io.kyozo.runtime.docker.DockerSettings;
import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.OwnEngine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deployer, an engine of its own, or both are killed while deployments run on it. {@code ./kyozo bench faults}. */
@NeedsEngine(images = EngineFaultBenchmark.IMAGE)
@Tag("bench")
class EngineFaultBenchmark extends RandomKills {
    static final String IMAGE = "node:20-bookworm-slim";
    private static final int ROUNDS = Integer.getInteger("kyozo.faults.rounds", 10);
    private static final List<String> VICTIMS =
            List.of(System.getProperty("kyozo.faults.victims", "deployer,engine,engine and deployer")
                    .split(","));
    private static final Duration LATEST_KILL = Duration.ofMillis(7000);

    /** @param withDeployer whether both are killed */
    private record TheEngine(OwnEngine engine, DeployerProcess deployer, boolean withDeployer) implements Victim {
        @Override
        public void killAndStartAgain() throws Exception {
            engine.kill();
            if (withDeployer) {
                deployer.kill();
                deployer.start();
            }
            engine.restart();
        }

        @Override
        public String toString() {
            return withDeployer ? "engine and deployer" : "engine";
        }
    }

    private static List<Victim> victims(OwnEngine engine, DeployerProcess deployer) {
        return Stream.<Victim>of(
                        new TheDeployer(deployer),
                        new TheEngine(engine, deployer, false),
                        new TheEngine(engine, deployer, true))
                .filter(victim -> VICTIMS.contains(victim.toString()))
                .toList();
    }

    @Test
    void everythingSettlesWhoeverIsKilled(@TempDir Path folder) throws Exception {
        try (var engine = OwnEngine.start(folder.resolve("engine")).orElseThrow();
                var runtime = new DockerContainerRuntime(DockerSettings.at(URI.create(engine.host())))) {
            engine.copyImage(IMAGE);
            var settings = settings(
                    Map.of("kyozo.runtime.kind", "docker", "kyozo.runtime.docker.host", engine.host()), folder);
            try (var deployer = new DeployerProcess(settings, Path.of("target/faults-deployer.log"))) {
                deployer.start();
                deployer.awaitReady();
                kill(deployer, runtime, victims(engine, deployer), ROUNDS, LATEST_KILL);
                deployer.kill();
                Remains.remove(runtime, deployer);
            }
        }
    }
}
