package io.kyozo.runtime;

import java.io.IOException;
import java.io.InputStream;

/** Reads a stream while it comes, on a thread that may block; what it answers is the answer of the call. */
@FunctionalInterface
public interface ContentReader<T> {
    T read(InputStream content) throws IOException;
}
