package io.kyozo.metrics.scrape.http;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks gzip (RFC 1952) in pieces of at most {@value #PIECE} bytes, so that what is packed too well can be stopped. */
final class GzipPieces implements AutoCloseable {
    private static final int PIECE = 64 * 1024;
    private static final int HEADER = 10;
    private static final int EXTRA_FLAGS = 0x1F;

    /** Takes the first {@code length} bytes. */
    interface Sink {
        void add(byte[] bytes, int length);
    }

    private final Inflater inflater = new Inflater(true);
    private final byte[] header = new byte[HEADER];
    private final byte[] piece = new byte[PIECE];
    private int headerLength;
    private boolean closed;

    void unpack(byte[] packed, Sink sink) throws DataFormatException {
        if (closed) {
            return;
        }
        int from = 0;
        while (headerLength < HEADER && from < packed.length) {
            header[headerLength++] = packed[from++];
            if (headerLength == HEADER) {
                checkHeader();
            }
        }
        inflater.setInput(packed, from, packed.length - from);
        while (!inflater.needsInput() && !inflater.finished()) {
            int length = inflater.inflate(piece);
            if (length == 0 && inflater.needsDictionary()) {
                throw new DataFormatException("a dictionary is asked for");
            }
            sink.add(piece, length);
        }
    }

    /** Names and comments in the header are allowed by the standard, and sent by no exporter. */
    private void checkHeader() throws DataFormatException {
        if (header[0] != 0x1F || header[1] != (byte) 0x8B || header[2] != 8 || (header[3] & EXTRA_FLAGS) != 0) {
            throw new DataFormatException("not gzip");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            inflater.end();
        }
    }
}
