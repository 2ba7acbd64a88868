package io.kyozo.contracts;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Time-ordered identifiers (UUID version 7, RFC 9562): every key and event id in Kyozo is one. */
public final class Uuid7 {
    private Uuid7() {}

    /** A new identifier; later ones sort after earlier ones, to the millisecond. */
    public static UUID next() {
        return UuidCreator.getTimeOrderedEpoch();
    }
}
