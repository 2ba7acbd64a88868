package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.FolderPath;
import java.util.Collection;
import java.util.TreeSet;

/** Paths at which a folder changed since it was walked; that of a folder stands for all that is or was below it. */
final class Changes {
    private final TreeSet<String> paths = new TreeSet<>();
    private final boolean everywhere;

    Changes(Collection<String> changed) {
        changed.forEach(path -> paths.add(FolderPath.normalize(path)));
        everywhere = paths.contains(".");
    }

    /** Whether {@code dir} may be another folder than before, or hold anything else, at any depth. */
    boolean touch(String dir) {
        if (everywhere || dir.equals(".")) {
            return true;
        }
        String begin = dir + "/";
        String below = paths.ceiling(begin);
        return below != null && below.startsWith(begin) || hold(dir);
    }

    /** Whether what lies at {@code path} may have changed itself. */
    boolean hold(String path) {
        if (everywhere || paths.contains(path)) {
            return true;
        }
        int slash = path.lastIndexOf('/');
        return slash >= 0 && hold(path.substring(0, slash));
    }
}
