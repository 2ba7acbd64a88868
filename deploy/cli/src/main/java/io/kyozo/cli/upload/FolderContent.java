package io.kyozo.cli.upload;

import io.kyozo.cli.CommandFailure;
import io.kyozo.cli.ExitCode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What of a folder is uploaded.
 *
 * @param root absolute path
 * @param files regular files, links inside the folder counted as what they lead to; sorted by name
 * @param bytes their size together
 * @param leftOut what is no file or leads out of the folder, each with the reason
 */
public record FolderContent(Path root, List<Path> files, long bytes, List<String> leftOut) {
    /** Looks through a folder; one that is missing, no folder or empty ends the command. */
    public static FolderContent of(Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        if (!Files.exists(root)) {
            throw new CommandFailure(ExitCode.USAGE, "There is no folder " + root);
        }
        if (!Files.isDirectory(root)) {
            throw new CommandFailure(ExitCode.USAGE, root + " is a file; name the folder that holds the project");
        }
        root = root.toRealPath();
        Walk walk = new Walk(root);
        walk.into(root, IgnoreRules.ofRoot(root));
        if (walk.files.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.OK,
                    root + " holds no file to deploy (what .gitignore names is left out; .kyozoignore can take it"
                            + " back in)");
        }
        return new FolderContent(root, List.copyOf(walk.files), walk.bytes, List.copyOf(walk.leftOut));
    }

    /** The name of {@code file} in the archive. */
    String nameOf(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** One look through the folder. */
    private static final class Walk {
        private final Path root;
        private final List<Path> files = new ArrayList<>();
        private final List<String> leftOut = new ArrayList<>();
        private long bytes;

        Walk(Path root) {
            this.root = root;
        }

        void into(Path folder, IgnoreRules rules) throws IOException {
            List<Path> entries = new ArrayList<>();
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                all.forEach(entries::add);
            }
            entries.sort(Comparator.comparing(Path::toString));
            for (Path entry : entries) {
                boolean directory = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
                if (rules.ignores(entry, directory)) {
                    continue;
                }
                if (directory) {
                    into(entry, rules.in(entry));
                } else {
                    add(entry);
                }
            }
        }

        private void add(Path entry) throws IOException {
            boolean link = Files.isSymbolicLink(entry);
            if (!Files.isRegularFile(entry)) {
                leftOut.add(root.relativize(entry) + (link ? " (a link to no file)" : " (not a file)"));
            } else if (link && !entry.toRealPath().startsWith(root)) {
                leftOut.add(root.relativize(entry) + " (a link out of the folder)");
            } else {
                files.add(entry);
                bytes += Files.size(entry);
            }
        }
    }
}
