package io.kyozo.runtime.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextTarTest {
    @TempDir
    Path folder;

    @Test
    void streamsTheFolderWithoutWhatIsIgnored() throws Exception {
        var big = new byte[300_000];
        new Random(1).nextBytes(big);
        Files.createDirectories(folder.resolve("src/" + "d".repeat(120)));
        Files.write(folder.resolve("src/" + "d".repeat(120) + "/big.bin"), big);
        Files.createDirectories(folder.resolve("node_modules/x"));
        Files.writeString(folder.resolve("node_modules/x/y"), "no");
        Files.writeString(folder.resolve(".dockerignore"), "node_modules\n");
        Files.writeString(folder.resolve("run.sh"), "#!");
        Files.setPosixFilePermissions(folder.resolve("run.sh"), PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("run.sh"));
        var entries = read(
                new ContextTar(folder, Map.of("Extra", ContextTar.bytes("text"), "run.sh", ContextTar.bytes("mine"))));
        assertThat(entries.keySet()).noneMatch(name -> name.startsWith("node_modules"));
        assertThat(entries.get("src/" + "d".repeat(120) + "/big.bin").content()).isEqualTo(big);
        assertThat(entries.get("Extra").content()).asString().isEqualTo("text");
        assertThat(entries.get("run.sh").content()).asString().isEqualTo("mine");
        assertThat(entries.get("link").entry().getLinkName()).isEqualTo("run.sh");
        assertThat(entries.values()).allMatch(read -> read.entry().getLongUserId() == 0);
    }

    @Test
    void keepsWhetherAFileCanBeExecuted() throws Exception {
        Files.writeString(folder.resolve("a"), "x");
        Files.writeString(folder.resolve("b"), "x");
        Files.setPosixFilePermissions(folder.resolve("b"), PosixFilePermissions.fromString("rwx------"));
        var entries = read(new ContextTar(folder, Map.of()));
        assertThat(entries.get("a").entry().getMode() & 0777).isEqualTo(0644);
        assertThat(entries.get("b").entry().getMode() & 0777).isEqualTo(0755);
    }

    @Test
    void readingFailsOnceItIsAborted() throws Exception {
        Files.write(folder.resolve("big"), new byte[1_000_000]);
        try (var tar = new ContextTar(folder, Map.of())) {
            assertThat(tar.read()).isNotNegative();
            tar.abort();
            assertThatThrownBy(tar::readAllBytes).isInstanceOf(InterruptedIOException.class);
        }
    }

    private record Read(TarArchiveEntry entry, byte[] content) {}

    private static Map<String, Read> read(ContextTar tar) throws IOException {
        var entries = new TreeMap<String, Read>();
        try (var in = new TarArchiveInputStream(tar)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), new Read(entry, in.readAllBytes()));
            }
        }
        return entries;
    }
}
