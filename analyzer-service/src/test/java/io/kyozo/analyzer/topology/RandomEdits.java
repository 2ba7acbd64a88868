package io.kyozo.analyzer.topology;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes to a folder such as people make, and such as nobody makes. */
final class RandomEdits {
    private static final List<String> LINES = List.of(
            "app.listen(process.env.PORT || 4100);",
            "const PORT = process.env.PORT || 5555;",
            "const db = process.env.DATABASE_URL || 'postgres://postgres:5432/app';",
            "fetch('http://api:4000/items');",
            "app.get('/healthz', (q, r) => r.end());",
            "process.on('SIGTERM', stop);",
            "import redis",
            "\"redis\": \"^4.0.0\",",
            "flask==3.0.0",
            "EXPOSE 9000",
            "API_URL=http://api:4000",
            "*.js",
            "}");

    private static final List<String> IGNORED =
            List.of("*", "!*.js", "web", "/api", "todo/**", "**/*.py", "!package.json");
    private static final List<String> MANIFESTS = List.of("package.json", "pom.xml", "go.mod", "a.csproj", "mix.exs");

    /** Left out where a manifest lies beside them. */
    private static final List<String> BUILT = List.of("dist", "vendor", "bin", "deps", "node_modules");

    private final Folders folder;
    private final Random random;

    RandomEdits(Folders folder, Random random) {
        this.folder = folder;
        this.random = random;
    }

    /** Makes one edit; says which. */
    String next() {
        String path = any();
        String text = folder.content(path);
        switch (random.nextInt(14)) {
            case 0 -> folder.remove(path);
            case 1 -> folder.file(beside(path), text);
            case 2 -> {
                folder.remove(path);
                folder.file(beside(path), text);
            }
            case 3 -> folder.file(path, text.substring(0, random.nextInt(text.length() + 1)));
            case 4 -> folder.file(path, text.replace("3000", "" + (1 + random.nextInt(65_535))));
            case 5 -> folder.file(FolderPath.join(FolderPath.parent(path), ".gitignore"), FolderPath.name(path));
            case 6 -> folder.bytes(path, noise(text));
            case 7 -> ignoreFile();
            case 8 -> move(FolderPath.parent(path), beside(FolderPath.parent(path)));
            case 9 ->
                folder.file(FolderPath.join(FolderPath.parent(path), any(BUILT) + "/" + FolderPath.name(path)), text);
            case 10 -> folder.file(FolderPath.join(FolderPath.parent(path), any(MANIFESTS)), "{}");
            case 11 -> folder.remove(FolderPath.join(FolderPath.parent(path), any(MANIFESTS)));
            default -> folder.file(path, insert(text, LINES.get(random.nextInt(LINES.size()))));
        }
        return path;
    }

    private String any() {
        List<String> paths = new ArrayList<>(folder.paths());
        if (paths.isEmpty()) {
            folder.file("package.json", "{}");
            return "package.json";
        }
        return paths.get(random.nextInt(paths.size()));
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Writes rules into an ignore file anywhere, or takes one away. */
    private void ignoreFile() {
        String path = FolderPath.join(FolderPath.parent(any()), ".gitignore");
        if (random.nextBoolean()) {
            folder.remove(path);
        } else {
            folder.file(path, any(IGNORED), any(IGNORED));
        }
    }

    /** Renames a folder; what lies at the new place is joined. */
    private void move(String from, String to) {
        for (String path : List.copyOf(folder.paths())) {
            if (!from.equals(".") && !FolderPath.isWithin(to, from) && FolderPath.isWithin(path, from)) {
                String text = folder.content(path);
                folder.remove(path);
                folder.file(FolderPath.join(to, FolderPath.relativize(from, path)), text);
            }
        }
    }

    /** The same name in another folder, or another name beside it. */
    private String beside(String path) {
        String other = any();
        return random.nextBoolean()
                ? FolderPath.join(FolderPath.parent(other), FolderPath.name(path))
                : FolderPath.join(FolderPath.parent(path), FolderPath.name(other));
    }

    private String insert(String text, String line) {
        int at = text.indexOf('\n', random.nextInt(text.length() + 1));
        return at < 0 ? text + "\n" + line : text.substring(0, at + 1) + line + "\n" + text.substring(at + 1);
    }

    private byte[] noise(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += 1 + random.nextInt(40)) {
            bytes[i] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
