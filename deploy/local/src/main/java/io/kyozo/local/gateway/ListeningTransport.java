package io.kyozo.local.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import java.net.StandardSocketOptions;

/**
 * Sockets that a successor may listen on too (SO_REUSEPORT, socket(7)), and that can be closed while the connections that
 * they accepted go on; a server of Vert.x closes both together.
 */
final class ListeningTransport extends JDKTransport {
    private final ChannelGroup listening = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        ChannelFactory<? extends ServerChannel> factory = super.serverChannelFactory(domainSocket);
        return () -> {
            ServerChannel channel = factory.newChannel();
            listening.add(channel);
            return channel;
        };
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        bootstrap.option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true);
    }

    /** Accepts no further connection. */
    void stopListening() {
        listening.close().awaitUninterruptibly();
    }
}
