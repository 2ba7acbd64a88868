package io.kyozo.deployer.build;

/**
 * One file of the folder that is deployed.
 *
 * @param path relative to the folder, with {@code /}
 * @param hash of its content
 * @param executable whether its owner may execute it
 */
public record SourceFile(String path, String hash, boolean executable) {}
