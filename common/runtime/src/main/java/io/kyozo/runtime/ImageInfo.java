package io.kyozo.runtime;

import java.util.Map;

/**
 * An image.
 *
 * @param id the runtime's content id
 * @param name name and tag
 * @param labels as given
 * @param sizeBytes in bytes
 */
public record ImageInfo(String id, String name, Map<String, String> labels, long sizeBytes) {}
