package io.kyozo.runtime.process;

import io.kyozo.runtime.ImageInfo;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * A prepared working copy.
 *
 * @param id its folder's name
 * @param name as given
 * @param labels as given
 * @param workdir the service's folder, relative to the copy
 * @param staticRoot folder to serve, relative to {@code workdir}; empty where it is no static site
 * @param caBundle PEM file that its processes trust; empty for the usual one
 * @param sizeBytes of its files
 */
@RegisterForReflection
record ImageRecord(
        String id,
        String name,
        Map<String, String> labels,
        String workdir,
        String staticRoot,
        String caBundle,
        long sizeBytes) {
    ImageInfo info() {
        return new ImageInfo(id, name, labels, sizeBytes);
    }
}
