package voipbin.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageDecoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;

/** One message a frame (RFC 7118, 5): text where it is UTF-8, else binary. Both are taken. */
final class WebSocketMessages extends MessageToMessageDecoder<WebSocketFrame> {

    static WebSocketFrame frame(byte[] message) {
        ByteBuf octets = Unpooled.wrappedBuffer(message);
        return ByteBufUtil.isText(octets, java.nio.charset.StandardCharsets.UTF_8)
                ? new TextWebSocketFrame(octets)
                : new BinaryWebSocketFrame(octets);
    }

    WebSocketMessages() {
        super(WebSocketFrame.class);
    }

    @Override
    protected void decode(ChannelHandlerContext context, WebSocketFrame frame, List<Object> out) {
        if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
            out.add(ByteBufUtil.getBytes(frame.content()));
        }
    }
}
