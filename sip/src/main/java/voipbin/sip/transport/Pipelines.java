package voipbin.sip.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;

/** What octets pass on their way to and from a connection. */
final class Pipelines {

    private static final int LARGEST_UPGRADE = 16 * 1024;
    private static final long HANDSHAKE_MILLIS = 10_000;

    private final Protocol protocol;
    private final StreamWorks works;

    Pipelines(Protocol protocol, StreamWorks works) {
        this.protocol = protocol;
        this.works = works;
    }

    void accepted(Channel channel, Connection connection) {
        ChannelPipeline pipeline = channel.pipeline();
        if (protocol.secure()) {
            SSLEngine engine = works.certificates().orElseThrow().forServer();
            pipeline.addLast(secured(engine));
        }
        finish(pipeline, connection);
    }

    void connecting(Channel channel, InetSocketAddress to, Connection connection) {
        ChannelPipeline pipeline = channel.pipeline();
        if (protocol.secure()) {
            SSLEngine engine = works.certificates().orElseThrow().forClient(to);
            pipeline.addLast(secured(engine));
        }
        finish(pipeline, connection);
    }

    private static SslHandler secured(SSLEngine engine) {
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
        return handler;
    }

    private void finish(ChannelPipeline pipeline, Connection connection) {
        pipeline.addLast(new IdleStateHandler(works.limits().idle().toMillis(), 0, 0, TimeUnit.MILLISECONDS));
        if (protocol.webSocket()) {
            webSocket(pipeline);
        } else {
            pipeline.addLast(new StreamFraming(works));
        }
        pipeline.addLast(connection);
    }

    private void webSocket(ChannelPipeline pipeline) {
        int most = works.limits().head() + works.limits().body();
        WebSocketServerProtocolConfig config = WebSocketServerProtocolConfig.newBuilder()
                .websocketPath("/")
                .checkStartsWith(true)
                .subprotocols(WebSocketDoor.SUBPROTOCOL)
                .handshakeTimeoutMillis(HANDSHAKE_MILLIS)
                .decoderConfig(WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(most)
                        .build())
                .build();
        pipeline.addLast(
                new HttpServerCodec(),
                new HttpObjectAggregator(LARGEST_UPGRADE, true),
                new WebSocketDoor(works.origins()),
                new WebSocketServerProtocolHandler(config),
                new WebSocketFrameAggregator(most),
                new WebSocketMessages());
    }
}
