package io.kyozo.deployer.deployment.probe;

import io.kyozo.deployer.deployment.app.Prober;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Probes over HTTP and TCP. */
@ApplicationScoped
class SocketProber implements Prober {
    private static final int SERVER_ERROR = 500;
    private static final int CLIENT_ERROR = 400;
    /** How long a connection must stay open: a proxy before a port that nobody listens on closes it at once. */
    private static final int HOLD_MILLIS = 150;

    private static final Duration MARGIN = Duration.ofSeconds(1);
    /** PostgreSQL's SSLRequest (protocol 3.0, 55.2.10): any server that is up answers one letter, without a login. */
    private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};

    private static final Map<String, byte[]> GREETINGS = Map.of(
            "postgres", SSL_REQUEST,
            "redis", "PING\r\n".getBytes(StandardCharsets.US_ASCII),
            "valkey", "PING\r\n".getBytes(StandardCharsets.US_ASCII));

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Override
    public Uni<Answer> ask(Question question) {
        Uni<Answer> answer = question.protocol().equals("http") ? http(question) : tcp(question);
        // A client's own limit ends with the answer's first line.
        return answer.ifNoItem()
                .after(question.timeout().plus(MARGIN))
                .fail()
                .onFailure()
                .recoverWithItem(failure -> new Answer(false, saw(failure)));
    }

    private Uni<Answer> http(Question question) {
        String path = question.path().startsWith("/") ? question.path() : "/" + question.path();
        URI uri = URI.create("http://" + question.host() + ":" + question.port() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(question.timeout())
                .header("User-Agent", "kyozo-probe")
                .build();
        return Uni.createFrom()
                .completionStage(() -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                .map(response -> judge(path, response.statusCode()));
    }

    /** Any page but an error of the server shows that it works; a health path that we were told of must say so itself. */
    private static Answer judge(String path, int status) {
        int limit = path.equals("/") ? SERVER_ERROR : CLIENT_ERROR;
        return new Answer(status < limit, "GET " + path + " answered " + status);
    }

    private static Uni<Answer> tcp(Question question) {
        return Uni.createFrom().item(() -> connect(question)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static Answer connect(Question question) {
        byte[] greeting = GREETINGS.get(question.stack());
        int timeout = Math.toIntExact(question.timeout().toMillis());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(question.host(), question.port()), timeout);
            socket.setSoTimeout(greeting == null ? HOLD_MILLIS : timeout);
            if (greeting != null) {
                socket.getOutputStream().write(greeting);
            }
            return socket.getInputStream().read() < 0
                    ? new Answer(false, "port " + question.port() + " closes the connection at once")
                    : new Answer(true, "port " + question.port() + " answers");
        } catch (SocketTimeoutException e) {
            return greeting == null
                    ? new Answer(true, "port " + question.port() + " accepts connections")
                    : new Answer(false, "port " + question.port() + " does not answer");
        } catch (IOException e) {
            return new Answer(false, saw(e));
        }
    }

    private static String saw(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isEmpty() ? "no connection" : message;
    }
}
