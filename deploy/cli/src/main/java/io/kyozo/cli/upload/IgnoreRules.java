package io.kyozo.cli.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a folder stay at home: what version control, package managers and editors keep there, what
 * {@code .gitignore} files name, and what {@code .kyozoignore} files name, whose rules come last and so can take a file
 * back in ({@code !.env}). A {@code .dockerignore} is not applied here: it speaks of the image, and the analysis needs
 * files that it names, such as the Dockerfile itself.
 */
final class IgnoreRules {
    private static final Set<String> NEVER = Set.of(
            ".git",
            ".hg",
            ".svn",
            ".kyozo",
            "node_modules",
            ".venv",
            "__pycache__",
            ".gradle",
            ".pytest_cache",
            ".mypy_cache",
            ".DS_Store");
    private static final List<String> FILES = List.of(".gitignore", ".kyozoignore");

    private final @Nullable IgnoreRules parent;
    private final Path folder;
    private final IgnoreNode own;

    private IgnoreRules(@Nullable IgnoreRules parent, Path folder, IgnoreNode own) {
        this.parent = parent;
        this.folder = folder;
        this.own = own;
    }

    /** The rules of the uploaded folder itself. */
    static IgnoreRules ofRoot(Path root) throws IOException {
        return new IgnoreRules(null, root, read(root));
    }

    /** The rules inside a folder below. */
    IgnoreRules in(Path below) throws IOException {
        return new IgnoreRules(this, below, read(below));
    }

    /** Whether an entry of this folder stays at home. */
    boolean ignores(Path entry, boolean directory) {
        if (NEVER.contains(String.valueOf(entry.getFileName()))) {
            return true;
        }
        for (IgnoreRules rules = this; rules != null; rules = rules.parent) {
            String path = rules.folder.relativize(entry).toString().replace('\\', '/');
            Boolean ignored = rules.own.checkIgnored(path, directory);
            if (ignored != null) {
                return ignored;
            }
        }
        return false;
    }

    private static IgnoreNode read(Path folder) throws IOException {
        IgnoreNode node = new IgnoreNode();
        for (String name : FILES) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    node.parse(in);
                }
            }
        }
        return node;
    }
}
