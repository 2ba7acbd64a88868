package io.kyozo.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every blob store must do. */
public abstract class BlobStoreContract {
    private static final BlobHash OF_NOTHING =
            new BlobHash("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    protected abstract BlobStore store();

    @Test
    void givesBackWhatWasWritten() throws IOException {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        BlobHash hash = write(content);
        assertThat(read(hash)).isEqualTo(content);
        assertThat(store().size(hash)).isEqualTo(content.length);
        assertThat(store().exists(hash)).isTrue();
    }

    @Test
    void namesABlobByTheSha256OfItsContent() throws IOException {
        assertThat(write(new byte[0])).isEqualTo(OF_NOTHING);
        assertThat(write("abc".getBytes(UTF_8)).hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void writingTwiceChangesNothing() throws IOException {
        BlobHash first = write("same".getBytes(UTF_8));
        assertThat(write("same".getBytes(UTF_8))).isEqualTo(first);
        assertThat(read(first)).asString(UTF_8).isEqualTo("same");
    }

    @Test
    void storesNothingWhereReadingFails() {
        InputStream broken = new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                if (given++ > 1000) {
                    throw new IOException("cut off");
                }
                return 'x';
            }
        };
        assertThatThrownBy(() -> store().write(broken)).hasMessage("cut off");
    }

    @Test
    void saysThatAnAbsentBlobIsAbsent() throws IOException {
        BlobHash absent = new BlobHash("0".repeat(64));
        assertThat(store().exists(absent)).isFalse();
        assertThat(store().delete(absent)).isFalse();
        assertThatThrownBy(() -> store().open(absent)).isInstanceOf(BlobNotFoundException.class);
        assertThatThrownBy(() -> store().size(absent)).isInstanceOf(BlobNotFoundException.class);
    }

    @Test
    void deletes() throws IOException {
        BlobHash hash = write("gone soon".getBytes(UTF_8));
        assertThat(store().delete(hash)).isTrue();
        assertThat(store().exists(hash)).isFalse();
    }

    @Test
    void manyWritersOfOneContentAgree() throws Exception {
        byte[] content = new byte[200_000];
        new Random(2).nextBytes(content);
        List<Callable<BlobHash>> writers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            writers.add(() -> write(content));
        }
        var threads = Executors.newFixedThreadPool(8);
        try {
            for (var written : threads.invokeAll(writers)) {
                assertThat(read(written.get())).isEqualTo(content);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    protected final BlobHash write(byte[] content) throws IOException {
        return store().write(new ByteArrayInputStream(content));
    }

    private byte[] read(BlobHash hash) throws IOException {
        try (InputStream in = store().open(hash)) {
            return in.readAllBytes();
        }
    }
}
