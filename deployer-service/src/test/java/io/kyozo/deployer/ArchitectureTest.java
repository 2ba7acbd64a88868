package io.kyozo.deployer;

import io.kyozo.testkit.arch.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {}
