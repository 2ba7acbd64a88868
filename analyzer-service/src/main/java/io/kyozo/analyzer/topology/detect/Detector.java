package io.kyozo.analyzer.topology.detect;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.ServiceDraft;
import java.util.List;

/**
 * Finds what one stack brings: every root of it, anywhere in the folder, with what speaks for and against it. Detectors
 * don't know of each other; where they claim the same root, the {@link Contest} decides. They never throw on odd input.
 */
public interface Detector {
    List<ServiceDraft> detect(Folder folder);
}
