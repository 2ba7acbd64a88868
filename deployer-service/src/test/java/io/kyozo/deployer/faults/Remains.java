package io.kyozo.deployer.faults;

import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.Labels;
import java.time.Duration;
import java.util.Map;

/** What a test leaves on a runtime. */
public final class Remains {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Remains() {}

    public static void remove(ContainerRuntime runtime, DeployerProcess deployer) {
        Map<String, String> ours = Map.of(Labels.MANAGED, deployer.setting("kyozo.installation"));
        for (ContainerInfo container : runtime.list(ours).await().atMost(PATIENCE)) {
            runtime.remove(container.name()).await().atMost(PATIENCE);
        }
    }
}
