package io.kyozo.deployer.rest;

import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.testkit.WorkersApiContract;

@DeployerTest
class WorkersApiIT extends WorkersApiContract {}
