package io.kyozo.analyzer;

import io.kyozo.testkit.arch.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {}
