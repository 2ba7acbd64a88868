package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads files as text within the walk's budget; each file once. Wrong encodings are read as far as they go. */
final class SourceText {
    private static final int SNIFFED = 8_000;

    private final FolderSource source;
    private final int fileBytes;
    private final Map<String, Optional<TextFile>> read = new HashMap<>();
    private final Set<String> partial = new LinkedHashSet<>();
    private long left;

    SourceText(FolderSource source, WalkBudget budget) {
        this.source = source;
        this.fileBytes = budget.fileBytes();
        this.left = budget.textBytes();
    }

    Optional<TextFile> read(String path) {
        Optional<TextFile> known = read.get(path);
        if (known == null) {
            known = readNow(path);
            read.put(path, known);
        }
        return known;
    }

    Set<String> partial() {
        return partial;
    }

    private Optional<TextFile> readNow(String path) {
        if (left <= 0) {
            partial.add("text budget spent: some files were not read");
            return Optional.empty();
        }
        try (InputStream in = source.open(path)) {
            byte[] bytes = in.readNBytes((int) Math.min(fileBytes, left));
            left -= bytes.length;
            return decode(bytes).map(text -> TextFile.of(path, text));
        } catch (IOException e) {
            partial.add("could not read " + path);
            return Optional.empty();
        }
    }

    private static Optional<String> decode(byte[] bytes) {
        Charset charset = StandardCharsets.UTF_8;
        int skip = 0;
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            skip = 3;
        } else if (starts(bytes, 0xFF, 0xFE)) {
            charset = StandardCharsets.UTF_16LE;
            skip = 2;
        } else if (starts(bytes, 0xFE, 0xFF)) {
            charset = StandardCharsets.UTF_16BE;
            skip = 2;
        } else if (isBinary(bytes)) {
            return Optional.empty();
        }
        return Optional.of(new String(bytes, skip, bytes.length - skip, charset));
    }

    private static boolean starts(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBinary(byte[] bytes) {
        for (int i = 0; i < Math.min(SNIFFED, bytes.length); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
