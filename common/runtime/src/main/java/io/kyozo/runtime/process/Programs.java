package io.kyozo.runtime.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Scripts of ours that run beside us: written out of the program, by content, so that an upgrade disturbs none. */
final class Programs {
    private final Layout layout;

    Programs(Layout layout) {
        this.layout = layout;
    }

    /** Path of the script {@code name}. */
    Path path(String name) throws IOException {
        var content = content(name);
        var file = layout.programs()
                .resolve(Layout.hash(new String(content, java.nio.charset.StandardCharsets.UTF_8)) + "-" + name);
        if (!Files.exists(file)) {
            Files.createDirectories(layout.programs());
            var next = Files.createTempFile(layout.programs(), name, ".new");
            Files.write(next, content);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static byte[] content(String name) {
        try (var in = Programs.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its own " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
