package io.kyozo.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest extends BlobStoreContract {
    @TempDir
    Path folder;

    private FileBlobStore store;

    @Override
    protected BlobStore store() {
        if (store == null) {
            store = new FileBlobStore(folder, Duration.ofHours(1));
        }
        return store;
    }

    @Test
    void keepsItsContentOverARestart() throws IOException {
        BlobHash hash = write("kept".getBytes(UTF_8));
        assertThat(new FileBlobStore(folder, Duration.ofHours(1)).exists(hash)).isTrue();
    }

    @Test
    void leavesNoTemporaryFileWhereReadingFails() throws IOException {
        store();
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cut off");
            }
        };
        assertThatThrownBy(() -> store().write(broken)).hasMessage("cut off");
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void removesTheLeavingsOfACrashButNotWhatIsBeingWritten() throws IOException {
        store();
        Path old = Files.writeString(folder.resolve("tmp/old"), "half");
        Path young = Files.writeString(folder.resolve("tmp/young"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        var unused = new FileBlobStore(folder, Duration.ofHours(1));
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }
}
