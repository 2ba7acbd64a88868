package io.kyozo.runtime;

/** How a command inside a container ended: its exit code and what it printed on both streams, at most 64 KiB. */
public record ExecResult(int exitCode, String output) {}
