package io.kyozo.analyzer.topology.parse;

import io.kyozo.analyzer.topology.FileFilter;
import io.kyozo.analyzer.topology.FileRule;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.contracts.context.DockerIgnore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A folder as the build of an image sees it: what the {@code .dockerignore} of the build context leaves out is not there.
 * It only speaks of images: the walk sees such files, which may well be Dockerfiles, compose files or services of their own.
 */
public final class ImageFolder implements Folder {
    /** More wildcards than this are not matched: the time that it takes grows with them. No one writes so many. */
    private static final int MAX_WILDCARDS = 500;

    private static final FileRule<DockerIgnore> RULES =
            FileRule.of("dockerignore", FileRule.Result.FINDINGS, ImageFolder::rules);

    private final Folder folder;
    private final String context;
    private final DockerIgnore ignore;

    private ImageFolder(Folder folder, String context, DockerIgnore ignore) {
        this.folder = folder;
        this.context = context;
        this.ignore = ignore;
    }

    /** {@code folder} without what an image that is built in its folder {@code context} can't hold. */
    public static Folder of(Folder folder, String context) {
        DockerIgnore ignore =
                folder.finding(FolderPath.join(context, ".dockerignore"), RULES).orElse(DockerIgnore.NONE);
        return ignore == DockerIgnore.NONE ? folder : new ImageFolder(folder, context, ignore);
    }

    private static DockerIgnore rules(TextFile file) {
        boolean few = file.text()
                        .chars()
                        .filter(c -> c == '*')
                        .limit(MAX_WILDCARDS + 1L)
                        .count()
                <= MAX_WILDCARDS;
        return few ? DockerIgnore.parse(file.lines()) : DockerIgnore.NONE;
    }

    private boolean holds(FolderFile file) {
        return holds(file.path());
    }

    private boolean holds(String path) {
        return !FolderPath.isWithin(path, context) || !ignore.excludes(FolderPath.relativize(context, path));
    }

    @Override
    public String name() {
        return folder.name();
    }

    @Override
    public Collection<FolderFile> files() {
        return folder.files().stream().filter(this::holds).toList();
    }

    @Override
    public Collection<FolderFile> under(String dir) {
        return folder.under(dir).stream().filter(this::holds).toList();
    }

    @Override
    public List<FolderFile> named(String dir, Collection<String> names) {
        return folder.named(dir, names).stream().filter(this::holds).toList();
    }

    @Override
    public List<FolderFile> matching(String dir, FileFilter filter) {
        return folder.matching(dir, filter).stream().filter(this::holds).toList();
    }

    @Override
    public List<String> namesIn(String dir) {
        return folder.namesIn(dir).stream()
                .filter(name -> holds(FolderPath.join(dir, name)))
                .toList();
    }

    @Override
    public boolean has(String path) {
        return folder.has(path) && holds(path);
    }

    @Override
    public Optional<TextFile> text(String path) {
        return holds(path) ? folder.text(path) : Optional.empty();
    }

    @Override
    public <T> Optional<T> finding(String path, FileRule<T> rule) {
        return holds(path) ? folder.finding(path, rule) : Optional.empty();
    }

    @Override
    public <T> List<Optional<T>> findings(List<FolderFile> files, FileRule<T> rule) {
        return folder.findings(files, rule);
    }

    @Override
    public List<String> partial() {
        return folder.partial();
    }
}
