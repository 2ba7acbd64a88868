package io.kyozo.metrics.series.chunk;

/** Bytes that are no chunk. */
public final class DamagedChunkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedChunkException(String why) {
        super("The chunk is damaged: " + why);
    }
}
