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
        switch (random.nextInt(9)) {
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
