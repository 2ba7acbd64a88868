package io.kyozo.testkit.arch;

class ArchitectureTest extends ArchitectureContract {}
