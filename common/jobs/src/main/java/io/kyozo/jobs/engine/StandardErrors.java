package io.kyozo.jobs.engine;

import io.kyozo.contracts.error.KyozoException;
import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.ErrorClassifier;
import io.kyozo.jobs.JobFailedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The kinds of the failures that the JDK and Kyozo itself know. */
public final class StandardErrors implements ErrorClassifier {
    private static final int MOST_CAUSES = 16;

    /**
     * The kind of {@code failure}: that of the first of it and its causes which a classifier knows, else
     * {@link ErrorClass#PROCESSING}.
     */
    public static ErrorClass classify(Throwable failure, List<? extends ErrorClassifier> classifiers) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            Optional<ErrorClass> known = first(cause, classifiers);
            if (known.isPresent()) {
                return known.get();
            }
            cause = cause.getCause();
        }
        return ErrorClass.PROCESSING;
    }

    private static Optional<ErrorClass> first(Throwable cause, List<? extends ErrorClassifier> classifiers) {
        for (ErrorClassifier classifier : classifiers) {
            Optional<ErrorClass> known = classifier.classify(cause);
            if (known.isPresent()) {
                return known;
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<ErrorClass> classify(Throwable failure) {
        return Optional.ofNullable(known(failure));
    }

    private static @Nullable ErrorClass known(Throwable failure) {
        if (failure instanceof JobFailedException told) {
            return told.errorClass();
        }
        if (failure instanceof KyozoException kyozo) {
            return ofStatus(kyozo.code().status());
        }
        if (failure instanceof VirtualMachineError || failure instanceof LinkageError) {
            return ErrorClass.SYSTEM;
        }
        if (failure instanceof FileNotFoundException) {
            return ErrorClass.PROCESSING;
        }
        if (failure instanceof FileSystemException disk) {
            return isFull(disk) ? ErrorClass.SYSTEM : ErrorClass.PROCESSING;
        }
        if (failure instanceof IOException || failure instanceof TimeoutException) {
            return ErrorClass.NETWORK;
        }
        return null;
    }

    private static ErrorClass ofStatus(int status) {
        return switch (status) {
            case 409 -> ErrorClass.PROCESSING;
            case 429 -> ErrorClass.RATE_LIMIT;
            case 503 -> ErrorClass.NETWORK;
            default -> status < 500 ? ErrorClass.VALIDATION : ErrorClass.PROCESSING;
        };
    }

    private static boolean isFull(FileSystemException disk) {
        String reason = disk.getReason();
        return reason != null && (reason.contains("No space left") || reason.contains("quota"));
    }
}
