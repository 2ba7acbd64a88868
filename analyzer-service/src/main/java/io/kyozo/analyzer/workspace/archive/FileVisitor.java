package io.kyozo.analyzer.workspace.archive;

import java.io.InputStream;

/** Is shown each file of an archive, after its name and kind have been found harmless. */
@FunctionalInterface
interface FileVisitor {
    /**
     * Reads {@code content} to its end, or leaves it.
     *
     * @param path as a tree has it
     * @param executable whether its owner may execute it
     */
    void file(String path, boolean executable, InputStream content);
}
