package io.kyozo.sql;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a failed statement or transaction died of, by PostgreSQL's SQLSTATE classes, so that callers can tell what to repeat. */
public enum SqlFault {
    /** No connection could be had, or it broke. Whether a transaction that was committing took effect is unknown: look before repeating. */
    CONNECTION_LOST,
    /** It took too long; as with a lost connection, the outcome is unknown. */
    TIMEOUT,
    /** Another transaction was in the way (serialization failure or deadlock): rolled back for certain, safe to repeat. */
    SERIALIZATION,
    /** A row with this key is there already. */
    UNIQUE_VIOLATION,
    /** A row that is referred to is missing, or is still referred to. */
    FOREIGN_KEY_VIOLATION,
    /** Some other rule of the schema forbids it (check, not null). */
    CONSTRAINT_VIOLATION,
    /** Anything else: mostly a mistake in the statement. */
    OTHER;

    /** Looks through {@code failure} and its causes. */
    public static SqlFault of(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            SqlFault fault = ofOne(t);
            if (fault != OTHER) {
                return fault;
            }
        }
        return OTHER;
    }

    private static SqlFault ofOne(Throwable failure) {
        String state = stateOf(failure);
        if (state != null) {
            return ofState(state);
        }
        if (failure instanceof TimeoutException || failure instanceof io.smallrye.mutiny.TimeoutException) {
            return TIMEOUT;
        }
        boolean lost = failure instanceof IOException
                || failure instanceof io.vertx.sqlclient.ClosedConnectionException
                || isWordOfLoss(failure.getMessage());
        return lost ? CONNECTION_LOST : OTHER;
    }

    /** The driver's own words, which come without a type: a connection that broke, or was just found to be broken. */
    private static boolean isWordOfLoss(@Nullable String message) {
        return message != null
                && (message.equals("Connection closed") || message.startsWith("Connection is not active now"));
    }

    private static @Nullable String stateOf(Throwable failure) {
        if (failure instanceof PgException pg) {
            return pg.getSqlState();
        }
        return failure instanceof SQLException sql ? sql.getSQLState() : null;
    }

    private static SqlFault ofState(String state) {
        return switch (state) {
            case "40001", "40P01" -> SERIALIZATION;
            case "23505", "23P01" -> UNIQUE_VIOLATION;
            case "23503" -> FOREIGN_KEY_VIOLATION;
            case "57014", "55P03" -> TIMEOUT;
            case "57P01", "57P02", "57P03", "53300" -> CONNECTION_LOST;
            default -> ofStateClass(state);
        };
    }

    private static SqlFault ofStateClass(String state) {
        if (state.startsWith("08")) {
            return CONNECTION_LOST;
        }
        return state.startsWith("23") ? CONSTRAINT_VIOLATION : OTHER;
    }
}
