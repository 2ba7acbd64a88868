package io.kyozo.monitor.notify.webhook;

import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.JobFailedException;
import io.kyozo.messaging.kafka.EventJson;
import io.kyozo.monitor.notify.Channel;
import io.kyozo.monitor.notify.Message;
import io.kyozo.monitor.notify.Signature;
import io.kyozo.monitor.notify.app.NotificationConfig;
import io.kyozo.monitor.notify.app.Sender;
import io.kyozo.monitor.notify.app.SigningKey;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Posts messages. Redirects are not followed, and of the answer only its status is read. */
@ApplicationScoped
class WebhookSender implements Sender {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,5}");
    private static final Duration RATHER_LATER = Duration.ofSeconds(30);

    private final HttpClient http;
    private final NotificationConfig config;
    private final Signature signature;
    private final Clock clock;

    WebhookSender(Vertx vertx, NotificationConfig config, SigningKey key, Clock clock) {
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setMaxPoolSize(20).setConnectTimeout((int)
                        config.timeout().toMillis()));
        this.config = config;
        this.signature = key.signature();
        this.clock = clock;
    }

    @Override
    public boolean sends(Channel.Kind kind) {
        return kind == Channel.Kind.WEBHOOK || kind == Channel.Kind.SLACK;
    }

    @Override
    public Uni<Void> send(Channel channel, UUID notificationId, Message message) {
        String body = channel.kind() == Channel.Kind.SLACK
                ? EventJson.write(new SlackBody(message.text()))
                : EventJson.write(
                        new WebhookBody(notificationId, message.subject(), message.firing(), message.resolved()));
        return Uni.createFrom()
                .item(() -> Destination.of(channel.address(), config.privateAddresses(), InetAddress::getAllByName))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(to -> post(to, channel, notificationId, body))
                .ifNoItem()
                .after(config.timeout())
                .failWith(() -> new JobFailedException(ErrorClass.NETWORK, "no answer in time"));
    }

    private Uni<Void> post(Destination to, Channel channel, UUID notificationId, String body) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(
                        SocketAddress.inetSocketAddress(to.port(), to.address().getHostAddress()))
                .setHost(to.host())
                .setPort(to.port())
                .setSsl(to.tls())
                .setURI(to.path())
                .setTimeout(config.timeout().toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "kyozo-notification")
                .putHeader("Kyozo-Delivery", notificationId.toString());
        if (channel.kind() == Channel.Kind.WEBHOOK) {
            options.putHeader("Kyozo-Signature", signature.sign(channel.id(), clock.instant(), body));
        }
        return http.request(options)
                .chain(request -> answer(request, body))
                .onFailure(failure -> !(failure instanceof JobFailedException))
                .transform(failure -> new JobFailedException(ErrorClass.NETWORK, words(failure), failure));
    }

    private static Uni<Void> answer(HttpClientRequest request, String body) {
        return request.send(body)
                .invoke(response -> response.exceptionHandler(cut -> {}))
                .map(WebhookSender::judge)
                .eventually(() -> {
                    boolean ignored = request.reset();
                });
    }

    private static Void judge(HttpClientResponse response) {
        int status = response.statusCode();
        String saw = "the webhook answered " + status;
        if (status == 429 || status == 503) {
            throw new JobFailedException(saw, after(response));
        }
        if (status == 408 || status >= 500) {
            throw new JobFailedException(ErrorClass.NETWORK, saw);
        }
        if (status >= 300) {
            throw new JobFailedException(ErrorClass.VALIDATION, saw);
        }
        return null;
    }

    private static Duration after(HttpClientResponse response) {
        return Optional.ofNullable(response.getHeader("Retry-After"))
                .filter(value -> SECONDS.matcher(value).matches())
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(RATHER_LATER);
    }

    private static String words(Throwable failure) {
        return failure instanceof java.net.ConnectException ? "the connection is refused" : "the connection failed";
    }
}
