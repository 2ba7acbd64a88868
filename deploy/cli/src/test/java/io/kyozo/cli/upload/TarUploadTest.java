package io.kyozo.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarUploadTest {
    @TempDir
    private Path folder;

    @Test
    void carriesNamesContentsAndExecutableBits() throws IOException {
        String deep = "a".repeat(90) + "/" + "b".repeat(90) + "/ünï cödé.txt";
        Files.createDirectories(folder.resolve(deep).getParent());
        Files.writeString(folder.resolve(deep), "deep");
        Files.writeString(folder.resolve("run.sh"), "#!/bin/sh\n");
        assertThat(folder.resolve("run.sh").toFile().setExecutable(true)).isTrue();

        Map<String, String> entries = entries(new TarUpload(FolderContent.of(folder)).open());

        assertThat(entries).containsOnly(Map.entry(deep, "644 deep"), Map.entry("run.sh", "755 #!/bin/sh\n"));
    }

    @Test
    void isTheSameForTheSameFolder() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "a");
        byte[] first = new TarUpload(FolderContent.of(folder)).open().readAllBytes();
        assertThat(folder.resolve("a.txt").toFile().setLastModified(0)).isTrue();

        byte[] second = new TarUpload(FolderContent.of(folder)).open().readAllBytes();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void failsAtTheReaderWhereAFileIsGone() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "a");
        TarUpload upload = new TarUpload(FolderContent.of(folder));
        Files.delete(folder.resolve("a.txt"));

        assertThatThrownBy(() -> upload.open().readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.txt");
    }

    private static Map<String, String> entries(InputStream stream) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(stream, StandardCharsets.UTF_8.name())) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                String content = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                entries.put(entry.getName(), Integer.toOctalString(entry.getMode() & 0777) + " " + content);
                entry = tar.getNextEntry();
            }
        }
        return entries;
    }
}
