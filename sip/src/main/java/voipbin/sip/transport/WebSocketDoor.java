package voipbin.sip.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Lets in who wants a WebSocket that speaks {@code sip} (RFC 7118, 4). */
final class WebSocketDoor extends SimpleChannelInboundHandler<FullHttpRequest> {

    static final String SUBPROTOCOL = "sip";

    private record Refusal(HttpResponseStatus status, String why) {}

    private final Set<String> origins;

    WebSocketDoor(Set<String> origins) {
        super(FullHttpRequest.class, false);
        this.origins = origins;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        Optional<Refusal> refusal = refusal(request);
        if (refusal.isEmpty()) {
            context.pipeline().remove(this);
            context.fireChannelRead(request);
            return;
        }
        request.release();
        refuse(context, refusal.get());
    }

    private Optional<Refusal> refusal(FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            return Optional.of(new Refusal(HttpResponseStatus.BAD_REQUEST, "This is no HTTP request."));
        }
        boolean upgrade = request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        if (!upgrade) {
            return Optional.of(
                    new Refusal(HttpResponseStatus.UPGRADE_REQUIRED, "Here is SIP over WebSocket (RFC 7118) only."));
        }
        if (!request.headers().containsValue(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, SUBPROTOCOL, true)) {
            return Optional.of(new Refusal(
                    HttpResponseStatus.BAD_REQUEST, "Sec-WebSocket-Protocol must offer sip (RFC 7118, 4.1)."));
        }
        String origin = request.headers().get(HttpHeaderNames.ORIGIN, "");
        return origins.isEmpty() || origins.contains(origin)
                ? Optional.empty()
                : Optional.of(new Refusal(HttpResponseStatus.FORBIDDEN, "This origin may not connect."));
    }

    private static void refuse(ChannelHandlerContext context, Refusal refusal) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                refusal.status(),
                Unpooled.copiedBuffer(refusal.why() + "\n", StandardCharsets.UTF_8));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (refusal.status().equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            response.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        }
        HttpUtil.setContentLength(response, response.content().readableBytes());
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
