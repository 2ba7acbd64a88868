package io.kyozo.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.ErrorClassifier;
import io.kyozo.jobs.JobFailedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StandardErrorsTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConnectException(), ErrorClass.NETWORK),
                Arguments.of(new SocketTimeoutException(), ErrorClass.NETWORK),
                Arguments.of(new TimeoutException(), ErrorClass.NETWORK),
                Arguments.of(new FileNotFoundException("x"), ErrorClass.PROCESSING),
                Arguments.of(new FileSystemException("x", null, "Permission denied"), ErrorClass.PROCESSING),
                Arguments.of(new FileSystemException("x", null, "No space left on device"), ErrorClass.SYSTEM),
                Arguments.of(new OutOfMemoryError(), ErrorClass.SYSTEM),
                Arguments.of(new StackOverflowError(), ErrorClass.SYSTEM),
                Arguments.of(new NoClassDefFoundError(), ErrorClass.SYSTEM),
                Arguments.of(new JobFailedException("later", Duration.ofSeconds(1)), ErrorClass.RATE_LIMIT),
                Arguments.of(new JobFailedException(ErrorClass.SYSTEM, "ill"), ErrorClass.SYSTEM),
                Arguments.of(new KyozoException(ErrorCode.INVALID_REQUEST, "no"), ErrorClass.VALIDATION),
                Arguments.of(new KyozoException(ErrorCode.CONFLICT, "no"), ErrorClass.PROCESSING),
                Arguments.of(new KyozoException(ErrorCode.TOO_MANY_REQUESTS, "no"), ErrorClass.RATE_LIMIT),
                Arguments.of(new KyozoException(ErrorCode.UNAVAILABLE, "no"), ErrorClass.NETWORK),
                Arguments.of(new KyozoException(ErrorCode.INTERNAL, "no"), ErrorClass.PROCESSING),
                Arguments.of(new IllegalArgumentException(), ErrorClass.PROCESSING),
                Arguments.of(new NullPointerException(), ErrorClass.PROCESSING));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsTheKind(Throwable failure, ErrorClass kind) {
        assertThat(StandardErrors.classify(failure, List.of(new StandardErrors())))
                .isEqualTo(kind);
    }

    @Test
    void looksThroughCauses() {
        Throwable wrapped = new CompletionException(new RuntimeException(new IOException("reset")));
        assertThat(StandardErrors.classify(wrapped, List.of(new StandardErrors())))
                .isEqualTo(ErrorClass.NETWORK);
    }

    @Test
    void endsOnACycleOfCauses() {
        Exception one = new Exception();
        Exception two = new Exception(one);
        one.initCause(two);
        assertThat(StandardErrors.classify(one, List.of(new StandardErrors()))).isEqualTo(ErrorClass.PROCESSING);
    }

    @Test
    void asksAnApplicationsOwnClassifierFirst() {
        ErrorClassifier own =
                failure -> failure instanceof ConnectException ? Optional.of(ErrorClass.SYSTEM) : Optional.empty();
        List<ErrorClassifier> both = List.of(own, new StandardErrors());
        assertThat(StandardErrors.classify(new ConnectException(), both)).isEqualTo(ErrorClass.SYSTEM);
        assertThat(StandardErrors.classify(new SocketTimeoutException(), both)).isEqualTo(ErrorClass.NETWORK);
    }
}
