package io.kyozo.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.RuntimeFailure.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DockerFailuresTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new NotFoundException("x"), Kind.NOT_FOUND),
                Arguments.of(new ConflictException("x"), Kind.CONFLICT),
                Arguments.of(
                        new InternalServerErrorException("driver failed: port is already allocated"), Kind.CONFLICT),
                Arguments.of(
                        new InternalServerErrorException("task " + "0f".repeat(32) + ": already exists"),
                        Kind.CONFLICT),
                Arguments.of(new InternalServerErrorException("id already in use"), Kind.CONFLICT),
                Arguments.of(new InternalServerErrorException("x"), Kind.OTHER),
                Arguments.of(new RuntimeException(new SocketTimeoutException("x")), Kind.TIMEOUT),
                Arguments.of(new RuntimeException(new IOException("No such file")), Kind.UNAVAILABLE),
                Arguments.of(new IllegalStateException("x"), Kind.OTHER),
                Arguments.of(new IllegalStateException("Connection pool shut down"), Kind.UNAVAILABLE),
                Arguments.of(new RuntimeFailure(Kind.BUILD_FAILED, "x"), Kind.BUILD_FAILED));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsTheKind(Throwable failure, Kind kind) {
        assertThat(DockerFailures.translate("do it", failure).kind()).isEqualTo(kind);
    }

    @Test
    void showsTheEnginesWordsWithoutTheirWrapping() {
        var failure = new NotFoundException("Status 404: {\"message\":\"No such image: \\\"x\\\"\"}\n");
        assertThat(DockerFailures.translate("do it", failure)).hasMessage("Could not do it: No such image: \"x\"");
    }

    @Test
    void saysHowToMendAFullDisk() {
        var failure = new InternalServerErrorException("write /x: no space left on device");
        assertThat(DockerFailures.translate("do it", failure)).hasMessageContaining("Free disk space");
    }
}
