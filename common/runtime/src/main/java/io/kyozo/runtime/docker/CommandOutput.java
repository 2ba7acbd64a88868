package io.kyozo.runtime.docker;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/**
 * A command's standard output, out of the engine's multiplexed stream. It ends only where the command succeeded: a failed
 * one gives an exception with what it said on its standard error, so that no reader takes a part for the whole.
 */
final class CommandOutput extends InputStream {
    private static final int HEADER = 8;
    private static final int STDERR = 2;
    private static final int MAX_SAID = 8 * 1024;

    private final DataInputStream in;
    private final IntSupplier exitCode;
    private final Feeding feeding;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private int left;
    private boolean ended;

    CommandOutput(InputStream in, IntSupplier exitCode, Feeding feeding) {
        this.in = new DataInputStream(in);
        this.exitCode = exitCode;
        this.feeding = feeding;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return readFrames(into, offset, length);
        } catch (IOException e) {
            // Where its input could not be read the command was cut off, and that is what is to be known.
            var unread = feeding.failure();
            throw unread == null ? e : unread;
        }
    }

    private int readFrames(byte[] into, int offset, int length) throws IOException {
        while (left == 0 && !ended) {
            nextFrame();
        }
        if (ended) {
            return -1;
        }
        var count = in.read(into, offset, Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the command's output ended within a frame");
        }
        left -= count;
        return count;
    }

    /** Keeps what is said on standard error, and stops at a frame of standard output. */
    private void nextFrame() throws IOException {
        var header = new byte[HEADER];
        var count = in.readNBytes(header, 0, HEADER);
        if (count == 0) {
            end();
        } else if (count < HEADER) {
            throw new EOFException("the command's output ended within a frame's header");
        } else if (header[0] == STDERR) {
            keep(in.readNBytes(LogFrames.length(header)));
        } else {
            left = LogFrames.length(header);
        }
    }

    private void keep(byte[] bytes) {
        said.write(bytes, 0, Math.min(bytes.length, MAX_SAID - said.size()));
    }

    private void end() throws IOException {
        if (feeding.failure() != null) {
            throw new EOFException("the command was cut off");
        }
        var code = exitCode.getAsInt();
        if (code != 0) {
            var text = said.toString(StandardCharsets.UTF_8).strip();
            throw new IOException("the command ended with code " + code + (text.isEmpty() ? "" : ": " + text));
        }
        ended = true;
    }
}
