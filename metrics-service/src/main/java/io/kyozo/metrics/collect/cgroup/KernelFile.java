package io.kyozo.metrics.collect.cgroup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A small text file of the kernel, kept open: each read from its start has the numbers of now. */
final class KernelFile implements AutoCloseable {
    /** The largest, {@code memory.stat}, has some 3 KiB. */
    private static final int SIZE = 16 * 1024;

    private static final ThreadLocal<ByteBuffer> BUFFER = ThreadLocal.withInitial(() -> ByteBuffer.allocate(SIZE));

    private final FileChannel channel;

    KernelFile(Path path) throws IOException {
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    /** Fails where what it tells of is gone. */
    Numbers read() throws IOException {
        ByteBuffer buffer = BUFFER.get().clear();
        int length = 0;
        for (int read = 0; read >= 0 && buffer.hasRemaining(); length += Math.max(read, 0)) {
            read = channel.read(buffer, length);
        }
        return new Numbers(new String(buffer.array(), 0, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
