package io.kyozo.monitor;

import io.kyozo.testkit.arch.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {}
