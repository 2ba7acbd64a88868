package io.kyozo.analyzer.topology.generate;

/**
 * A file that was written for a folder.
 *
 * @param path where it belongs, relative to the folder, with {@code /}
 * @param content its whole text, ending with a line end
 */
public record GeneratedFile(String path, String content) {}
