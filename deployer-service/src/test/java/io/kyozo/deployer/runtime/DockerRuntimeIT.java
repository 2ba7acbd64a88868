package io.kyozo.deployer.runtime;

import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.testkit.engine.NeedsEngine;
import io.quarkus.test.junit.TestProfile;

@NeedsEngine(images = "node:20-bookworm-slim")
@DeployerTest
@TestProfile(EngineProfile.class)
class DockerRuntimeIT extends RuntimeJourney {}
