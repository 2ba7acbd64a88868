package io.kyozo.storage;

import io.kyozo.testkit.arch.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {}
