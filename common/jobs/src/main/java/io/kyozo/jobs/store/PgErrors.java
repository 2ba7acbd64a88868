package io.kyozo.jobs.store;

import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.ErrorClassifier;
import io.kyozo.sql.SqlFault;
import java.util.Optional;

/** The kinds of the database's failures. */
public final class PgErrors implements ErrorClassifier {
    @Override
    public Optional<ErrorClass> classify(Throwable failure) {
        return switch (SqlFault.of(failure)) {
            case CONNECTION_LOST, TIMEOUT -> Optional.of(ErrorClass.NETWORK);
            case SERIALIZATION, UNIQUE_VIOLATION, FOREIGN_KEY_VIOLATION, CONSTRAINT_VIOLATION ->
                Optional.of(ErrorClass.PROCESSING);
            case OTHER -> Optional.empty();
        };
    }
}
