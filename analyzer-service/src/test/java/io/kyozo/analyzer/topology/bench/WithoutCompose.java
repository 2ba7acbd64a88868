package io.kyozo.analyzer.topology.bench;

import io.kyozo.analyzer.topology.walk.FolderSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/** A folder whose compose files are hidden: what the analysis finds in it, it finds in the sources. */
record WithoutCompose(FolderSource folder) implements FolderSource {
    @Override
    public String name() {
        return folder.name();
    }

    @Override
    public List<Item> list(String dir, int limit) throws IOException {
        return folder.list(dir, limit).stream()
                .filter(item -> item.type() == Type.FOLDER || !isCompose(item.name()))
                .toList();
    }

    @Override
    public InputStream open(String path) throws IOException {
        return folder.open(path);
    }

    private static boolean isCompose(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean yaml = lower.endsWith(".yml") || lower.endsWith(".yaml");
        return yaml && (lower.contains("docker-compose") || lower.startsWith("compose"));
    }
}
