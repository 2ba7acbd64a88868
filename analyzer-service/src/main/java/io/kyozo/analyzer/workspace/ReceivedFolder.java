package io.kyozo.analyzer.workspace;

import io.kyozo.storage.BlobHash;

/**
 * A folder that has been stored by content.
 *
 * @param treeHash of its tree
 * @param files how many
 * @param bytes of all files together
 */
public record ReceivedFolder(BlobHash treeHash, int files, long bytes) {}
