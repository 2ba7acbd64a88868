package io.kyozo.cli.upload;

import io.kyozo.analyzer.topology.walk.GitIgnore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

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

    private final Path root;
    private final GitIgnore rules;

    private IgnoreRules(Path root, GitIgnore rules) {
        this.root = root;
        this.rules = rules;
    }

    /** The rules of the uploaded folder itself. */
    static IgnoreRules ofRoot(Path root) throws IOException {
        return new IgnoreRules(root, GitIgnore.NONE).in(root);
    }

    /** The rules inside a folder below. */
    IgnoreRules in(Path below) throws IOException {
        return new IgnoreRules(root, rules.in(path(below), read(below)));
    }

    /** Whether an entry of this folder stays at home. */
    boolean ignores(Path entry, boolean directory) {
        return NEVER.contains(String.valueOf(entry.getFileName())) || rules.ignores(path(entry), directory);
    }

    private String path(Path entry) {
        return entry.equals(root) ? "." : root.relativize(entry).toString().replace('\\', '/');
    }

    private static byte[] read(Path folder) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String name : FILES) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                all.write(Files.readAllBytes(file));
                all.write('\n');
            }
        }
        return all.toByteArray();
    }
}
