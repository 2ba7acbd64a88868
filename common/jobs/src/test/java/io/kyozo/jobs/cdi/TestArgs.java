package io.kyozo.jobs.cdi;

/** Arguments of the test's handlers. */
public record TestArgs(String name, int times) {}
