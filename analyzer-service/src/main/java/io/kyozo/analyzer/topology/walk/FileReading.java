package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.FileRule;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads files within the walk's budget and applies rules to them. The budget is spent by what is asked for, whether it is
 * known from before or not, so that the answers are the same either way.
 */
final class FileReading {
    /** Fewer files are read one by one: handing them out would take longer. */
    private static final int WORTH_SHARING = 8;

    private static final FileRule<TextFile> TEXT = FileRule.of("text", FileRule.Result.TEXT, file -> file);

    private final FolderSource source;
    private final WalkBudget budget;
    private final long deadline;
    private final Shortfalls shortfalls;
    private final FindingCache cache;

    private final Set<String> paid = new HashSet<>();
    private long left;

    FileReading(FolderSource source, WalkBudget budget, long deadline, Shortfalls shortfalls, FindingCache cache) {
        this.source = source;
        this.budget = budget;
        this.deadline = deadline;
        this.shortfalls = shortfalls;
        this.cache = cache;
        this.left = budget.textBytes();
    }

    Optional<TextFile> text(FolderFile file) {
        return finding(file, TEXT);
    }

    <T> Optional<T> finding(FolderFile file, FileRule<T> rule) {
        return pay(file) ? find(file, rule) : Optional.empty();
    }

    <T> List<Optional<T>> findings(List<FolderFile> files, FileRule<T> rule) {
        boolean[] paidFor = new boolean[files.size()];
        for (int i = 0; i < paidFor.length; i++) {
            paidFor[i] = pay(files.get(i));
        }
        IntStream all = IntStream.range(0, paidFor.length);
        IntStream shared = paidFor.length < WORTH_SHARING ? all : all.parallel();
        return shared.mapToObj(i -> paidFor[i] ? find(files.get(i), rule) : Optional.<T>empty())
                .toList();
    }

    /** Bytes of a file, within the limit of one file. */
    byte[] bytes(String path, long size) throws IOException {
        try (InputStream in = source.open(path)) {
            byte[] bytes = new byte[(int) Math.min(budget.fileBytes(), size)];
            int read = in.readNBytes(bytes, 0, bytes.length);
            return read == bytes.length ? bytes : Arrays.copyOf(bytes, read);
        }
    }

    private synchronized boolean pay(FolderFile file) {
        if (paid.contains(file.path())) {
            return true;
        }
        if (left <= 0) {
            shortfalls.add("text budget spent: some files were not read");
            return false;
        }
        paid.add(file.path());
        left -= Math.min(budget.fileBytes(), file.size());
        return true;
    }

    private <T> Optional<T> find(FolderFile file, FileRule<T> rule) {
        Optional<T> known = cache.find(file, rule);
        if (known != null) {
            return known;
        }
        Optional<TextFile> text = cache.find(file, TEXT);
        if (text == null) {
            text = read(file);
            // Sources are looked through once; manifests are asked for their trees and lines again and again.
            if (text != null && rule.result() != FileRule.Result.FINDINGS) {
                cache.keep(file, TEXT, file.size(), text);
            }
        }
        if (text == null) {
            return Optional.empty();
        }
        Optional<T> made = text.map(rule::apply);
        if (!rule.id().equals(TEXT.id())) {
            cache.keep(file, rule, file.size(), made);
        }
        return made;
    }

    /** Text of a file, which may be none; null where it can't be told. */
    private @Nullable Optional<TextFile> read(FolderFile file) {
        if (System.nanoTime() > deadline) {
            shortfalls.add("stopped after " + budget.time().toSeconds() + " s");
            return null;
        }
        try {
            return TextDecoding.decode(bytes(file.path(), file.size())).map(text -> TextFile.of(file.path(), text));
        } catch (IOException e) {
            shortfalls.unreadable(file.path());
            return null;
        }
    }
}
