package io.kyozo.local.gateway;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.util.function.Consumer;

/** A request that becomes another protocol, such as a WebSocket: after the handshake, bytes go through as they come. */
final class Upgrade {
    private final HttpServerRequest request;
    private final HttpClientRequest out;
    private final Lease lease;

    Upgrade(HttpServerRequest request, HttpClientRequest out, Lease lease) {
        this.request = request;
        this.out = out;
        this.lease = lease;
    }

    /** {@code refused} handles an ordinary answer of the target, {@code failed} none at all. */
    void run(Consumer<HttpClientResponse> refused, Runnable failed) {
        out.putHeader("Connection", "Upgrade");
        out.putHeader("Upgrade", request.getHeader("Upgrade"));
        var answer = out.connect();
        request.resume();
        answer.onFailure(failure -> failed.run()).onSuccess(in -> {
            if (in.statusCode() == 101) {
                lease.answered(101);
                join(in, in.netSocket());
            } else {
                refused.accept(in);
            }
        });
    }

    private void join(HttpClientResponse in, NetSocket target) {
        target.pause();
        request.response().setStatusCode(101);
        request.response().headers().addAll(in.headers());
        request.toNetSocket()
                .onFailure(failure -> {
                    lease.end();
                    var unused = target.close();
                })
                .onSuccess(client -> tunnel(client, target));
    }

    /** Whichever side closes first, the other follows; a pipe alone does not tell where both close at once. */
    private void tunnel(NetSocket client, NetSocket target) {
        client.closeHandler(gone -> close(client, target));
        target.closeHandler(gone -> close(client, target));
        client.pipe().endOnFailure(false).to(target).onComplete(done -> close(client, target));
        target.pipe().endOnFailure(false).to(client).onComplete(done -> close(client, target));
    }

    private void close(NetSocket client, NetSocket target) {
        lease.end();
        var unused = client.close();
        var unusedToo = target.close();
    }
}
