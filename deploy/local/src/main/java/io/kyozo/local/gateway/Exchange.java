package io.kyozo.local.gateway;

import io.kyozo.contracts.error.ErrorCode;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One request's way to a target and back, streamed in both directions. A target that refuses the connection has seen
 * nothing of the request, so the next one is tried, whatever the method. When the connection breaks before an answer
 * came, an idempotent request without a body is sent once more (RFC 9110 section 9.2.2). A target that has its hands full
 * leaves connections waiting: it is asked again where there is no other. Lives on one event loop.
 */
final class Exchange {
    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);

    private static final long LAST_CHANCE_MILLIS = 200;

    /** Each takes the time after which the client takes a connection for failed: some 20 s together. */
    private static final int CONNECT_ATTEMPTS = 10;

    private final HttpClient client;
    private final HttpServerRequest request;
    private final ServiceTable.Destination destination;
    private final Set<Target> refused = new HashSet<>();
    private boolean sentAgain;
    private int timeouts;
    /** How often it may still come back to a target that it has tried, where there is no other. */
    private int returns;

    Exchange(HttpClient client, HttpServerRequest request, ServiceTable.Destination destination) {
        this.client = client;
        this.request = request;
        this.destination = destination;
    }

    void run() {
        request.pause();
        attempt();
    }

    private void attempt() {
        if (clientGone()) {
            return;
        }
        Optional<Target> next = destination.route().acquire(refused);
        if (next.isEmpty() && returns > 0) {
            returns--;
            next = destination.route().acquire(Set.of());
        }
        if (next.isEmpty()) {
            giveUp("does not answer");
            return;
        }
        Lease lease = new Lease(destination.route(), next.get());
        client.request(options(next.get()))
                .onSuccess(out -> send(out, lease))
                .onFailure(failure -> tryNext(lease, failure));
    }

    private void tryNext(Lease lease, Throwable failure) {
        if (failure instanceof ConnectTimeoutException && ++timeouts < CONNECT_ATTEMPTS) {
            returns++;
        }
        refused.add(lease.target());
        lease.lost();
        attempt();
    }

    private RequestOptions options(Target target) {
        return new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(target.port(), target.host()))
                .setHost(target.host())
                .setPort(target.port())
                .setMethod(request.method())
                .setURI(destination.uri());
    }

    private void send(HttpClientRequest out, Lease lease) {
        if (clientGone()) {
            // It may have waited for this connection: nobody wants the answer, and whoever still waits is not to wait
            // for it.
            lease.end();
            var unused = out.reset();
            return;
        }
        Headers.copy(request.headers(), out.headers());
        Headers.forward(request, out.headers());
        HttpServerResponse response = request.response();
        response.closeHandler(gone -> {
            lease.end();
            var unused = out.reset();
        });
        if (Headers.isUpgrade(request)) {
            new Upgrade(request, out, lease).run(in -> answer(in, out, lease), () -> brokenOff(lease));
            return;
        }
        out.response().onSuccess(in -> answer(in, out, lease)).onFailure(failure -> brokenOff(lease));
        sendBody(out);
    }

    private void sendBody(HttpClientRequest out) {
        if (!Headers.hasBody(request.headers())) {
            request.resume();
            out.end().onFailure(failure -> giveUpSoon(out));
            return;
        }
        if (request.getHeader("Content-Length") == null) {
            out.setChunked(true);
        }
        request.pipe().endOnFailure(false).to(out).onFailure(failure -> giveUpSoon(out));
    }

    /** A target may answer and hang up before it has read all: its answer still counts, if it comes now. */
    private static void giveUpSoon(HttpClientRequest out) {
        Vertx vertx = Vertx.currentContext().owner();
        long unused = vertx.setTimer(LAST_CHANCE_MILLIS, now -> {
            boolean unusedToo = out.reset();
        });
    }

    private void brokenOff(Lease lease) {
        if (clientGone()) {
            lease.end();
            return;
        }
        lease.lost();
        if (request.response().headWritten()) {
            return;
        }
        boolean safe = IDEMPOTENT.contains(request.method()) && !Headers.hasBody(request.headers());
        if (safe && !sentAgain && !Headers.isUpgrade(request)) {
            sentAgain = true;
            // The connection may have been an old one that the target closed in that moment.
            returns++;
            refused.add(lease.target());
            attempt();
        } else {
            giveUp("broke the connection before it answered");
        }
    }

    private boolean clientGone() {
        return request.response().closed();
    }

    private void giveUp(String what) {
        request.resume();
        Problems.send(
                request,
                ErrorCode.TARGET_UNREACHABLE,
                destination.called() + " " + what + ". It may be starting: try again in a moment, or see its logs.");
    }

    private void answer(HttpClientResponse in, HttpClientRequest out, Lease lease) {
        lease.answered(in.statusCode());
        HttpServerResponse response = request.response();
        response.setStatusCode(in.statusCode()).setStatusMessage(in.statusMessage());
        Headers.copy(in.headers(), response.headers());
        boolean bodyless = request.method().equals(HttpMethod.HEAD) || in.statusCode() == 204 || in.statusCode() == 304;
        if (bodyless) {
            in.resume();
            response.end().onComplete(done -> lease.end());
            return;
        }
        if (in.getHeader("Content-Length") == null) {
            response.setChunked(true);
        }
        in.pipe().endOnFailure(false).to(response).onComplete(done -> {
            lease.end();
            if (done.failed()) {
                // Cut short: the client must not take what it got for the whole.
                var unused = out.reset();
                var unusedToo = response.reset();
            }
        });
    }
}
