package io.kyozo.analyzer.workspace.archive;

import java.io.BufferedInputStream;
import java.io.IOException;

/** What an archive is, by its first bytes; what a client calls it is not relied on. */
enum ArchiveFormat {
    TAR,
    TAR_GZ,
    ZIP;

    private static final int PROBE = 4;

    /** Looks without reading on. */
    static ArchiveFormat of(BufferedInputStream in) throws IOException {
        in.mark(PROBE);
        byte[] first = in.readNBytes(PROBE);
        in.reset();
        if (starts(first, 0x1f, 0x8b)) {
            return TAR_GZ;
        }
        return starts(first, 'P', 'K', 3, 4) || starts(first, 'P', 'K', 5, 6) ? ZIP : TAR;
    }

    private static boolean starts(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
