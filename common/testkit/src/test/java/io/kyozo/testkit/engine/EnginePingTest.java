package io.kyozo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnginePingTest {
    @ParameterizedTest
    @ValueSource(strings = {"unix:///nowhere/docker.sock", "tcp://127.0.0.1:1", "tcp://", "not an address", ""})
    void whatDoesNotAnswerIsNoEngine(String host) {
        assertThat(EnginePing.answers(host)).isFalse();
    }

    @Test
    void whatAnswersThePingIsAnEngine() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answerOnce(server));
            assertThat(EnginePing.answers("tcp://127.0.0.1:" + server.getLocalPort()))
                    .isTrue();
            served.join();
        }
    }

    @Test
    void anAnswerCrossesClassLoadersAsOneLine() {
        EngineAnswer found = EngineAnswer.found("unix:///run/a b.sock");
        EngineAnswer absent = EngineAnswer.absent("no root here");
        assertThat(EngineAnswer.parse(found.line())).isEqualTo(found);
        assertThat(EngineAnswer.parse(absent.line())).isEqualTo(absent);
    }

    private static void answerOnce(ServerSocket server) {
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write("HTTP/1.0 200 OK\r\n\r\nOK".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
