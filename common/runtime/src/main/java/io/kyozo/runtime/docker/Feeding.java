package io.kyozo.runtime.docker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hands a command its input. Where that can't be read to its end, the command is cut off instead of being told that it ended. */
final class Feeding implements Runnable {
    private static final Logger LOG = Logger.getLogger(Feeding.class);

    private final InputStream input;
    private final HijackedConnection command;
    private volatile @Nullable IOException failure;

    Feeding(InputStream input, HijackedConnection command) {
        this.input = input;
        this.command = command;
    }

    @Override
    public void run() {
        var buffer = new byte[64 * 1024];
        try {
            for (var count = next(buffer); count >= 0; count = next(buffer)) {
                command.write(ByteBuffer.wrap(buffer, 0, count));
            }
            if (failure == null) {
                command.endInput();
            }
        } catch (IOException ended) {
            // A command need not read all that it is given; its exit code tells whether it should have.
            LOG.debug("A command did not read its input to the end", ended);
        }
    }

    private int next(byte[] buffer) {
        try {
            return input.read(buffer);
        } catch (IOException e) {
            failure = e;
            command.close();
            return -1;
        }
    }

    /** Why the input could not be read; null where it could. */
    @Nullable
    IOException failure() {
        return failure;
    }
}
