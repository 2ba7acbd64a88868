package io.kyozo.analyzer.workspace.archive;

import io.kyozo.analyzer.workspace.RejectedArchive;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Keeps a copy of what is read through it, up to a limit, so that an archive can be judged first and read again. */
final class Spool extends FilterInputStream {
    private final OutputStream copy;
    private final long limit;
    private long bytes;

    Spool(InputStream in, OutputStream copy, long limit) {
        super(in);
        this.copy = copy;
        this.limit = limit;
    }

    /** How much has been read. */
    long bytes() {
        return bytes;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            count(1);
            copy.write(one);
        }
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            count(read);
            copy.write(buffer, offset, read);
        }
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        return read(new byte[(int) Math.min(n, 8192)]);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int more) {
        bytes += more;
        if (bytes > limit) {
            throw new RejectedArchive("is larger than the " + limit + " bytes allowed");
        }
    }
}
