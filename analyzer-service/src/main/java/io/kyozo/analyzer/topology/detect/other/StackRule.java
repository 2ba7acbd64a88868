package io.kyozo.analyzer.topology.detect.other;

import io.kyozo.analyzer.topology.detect.Framework;
import java.util.List;

/**
 * How a stack is known by its manifest alone.
 *
 * @param stack its name
 * @param version of its runtime where none is stated
 * @param manifests names of files; {@code *.x} for an ending
 * @param frameworks known by a word in the manifest
 * @param main text in a source file that shows a program; empty where the manifest is enough
 * @param extension of its sources
 * @param library words in the manifest that show a library
 * @param build commands on a host
 * @param start argv on a host
 */
record StackRule(
        String stack,
        String version,
        List<String> manifests,
        List<Framework> frameworks,
        List<String> main,
        List<String> extension,
        List<String> library,
        List<List<String>> build,
        List<String> start) {}
