package io.kyozo.storage;

import java.io.IOException;

/** A tree has an entry that it must not have; writing or reading it is refused as a whole. */
public final class InvalidTreeException extends IOException {
    public InvalidTreeException(String path, String reason) {
        super(printable(path) + ": " + reason);
    }

    private static String printable(String path) {
        String cut = path.length() <= 200 ? path : path.substring(0, 200) + "…";
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
