package io.kyozo.analyzer.topology.detect.docker;

import io.kyozo.analyzer.topology.FileFilter;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.detect.Places;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which compose file of a folder says how it is run. */
final class ComposeChoice {
    private static final int DEEPEST = 2;

    /** Words in a file's name that show another purpose than running the whole; the later the word, the less it fits. */
    private static final List<String> PURPOSES =
            List.of("prod", "local", "dev", "base", "build", "debug", "monitor", "tools", "e2e", "test", "ci");

    private static final FileFilter CANDIDATES = FileFilter.named(name -> rank(name) >= 0)
            .where(file -> FolderPath.depth(file.dir()) <= DEEPEST
                    && Places.seldomService(file.dir()).isEmpty());

    private ComposeChoice() {}

    /**
     * The one nearest the root that compose itself would take; where there is none, the one with another name, such as
     * {@code docker-compose.prod.yml}, that is the least special.
     */
    static Optional<String> main(Folder folder) {
        return folder.matching(".", CANDIDATES).stream()
                .min(Comparator.comparing((FolderFile file) -> rank(file.name()) >= ComposeFile.NAMES.size())
                        .thenComparing(file -> FolderPath.depth(file.dir()))
                        .thenComparing(file -> purpose(file.dir()))
                        .thenComparing(file -> rank(file.name()))
                        .thenComparing(file -> file.name().length())
                        .thenComparing(FolderFile::path))
                .map(FolderFile::path);
    }

    /** 0 for a folder that is about running the whole, such as docker/production; more for a special one. */
    private static int purpose(String dir) {
        String lower = dir.toLowerCase(Locale.ROOT);
        int purpose = 0;
        for (String word : PURPOSES) {
            purpose++;
            if (lower.contains(word)) {
                return word.equals("prod") ? 0 : purpose;
            }
        }
        return 1;
    }

    /** 0 for the best name; negative for one that is no compose file's. */
    static int rank(String name) {
        int known = ComposeFile.NAMES.indexOf(name);
        if (known >= 0) {
            return known;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean named =
                lower.startsWith("docker-compose") || lower.startsWith("compose.") || lower.startsWith("compose-");
        boolean yaml = lower.endsWith(".yml") || lower.endsWith(".yaml");
        if (!named || !yaml || lower.contains("override")) {
            return -1;
        }
        int purpose = 0;
        for (String word : PURPOSES) {
            purpose++;
            if (lower.contains(word)) {
                return ComposeFile.NAMES.size() + (word.equals("prod") ? 0 : purpose);
            }
        }
        return ComposeFile.NAMES.size() + 1;
    }
}
