package io.kyozo.runtime;

import io.kyozo.testkit.arch.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {}
