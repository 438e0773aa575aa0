package voipbin.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import voipbin.sip.message.ContentLength;

/**
 * Cuts a stream into messages by Content-Length (RFC 3261, 18.3), skips the line ends between them and answers a pair
 * of them as the ping it is (RFC 5626, 4.4.1). What is no SIP, or comes too slowly, loses its connection.
 */
final class StreamFraming extends ByteToMessageDecoder {

    /** A message whose end cannot be known; nothing behind it is read. */
    record Broken(byte[] head, int status, String why) {}

    private static final byte[] PONG = {'\r', '\n'};

    private final StreamLimits limits;
    private final StreamWorks works;
    private Optional<Future<?>> patience = Optional.empty();

    /** How far the head has been searched for its end; of the message begun. */
    private int searched;

    private int headLength;
    private int bodyLength;
    private int lineEnds;
    private boolean over;

    StreamFraming(StreamWorks works) {
        this.limits = works.limits();
        this.works = works;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (over) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (headLength == 0) {
            skipLineEnds(context, in);
        }
        if (!in.isReadable()) {
            return;
        }
        if (patience.isEmpty()) {
            patience = Optional.of(context.executor()
                    .schedule(() -> tooSlow(context), limits.message().toMillis(), TimeUnit.MILLISECONDS));
        }
        if (headLength == 0 && !findHead(context, in, out)) {
            return;
        }
        if (in.readableBytes() >= headLength + bodyLength) {
            byte[] message = new byte[headLength + bodyLength];
            in.readBytes(message);
            begin();
            out.add(message);
        }
    }

    private void skipLineEnds(ChannelHandlerContext context, ByteBuf in) {
        while (in.isReadable()) {
            byte next = in.getByte(in.readerIndex());
            if (next != '\r' && next != '\n') {
                lineEnds = 0;
                return;
            }
            in.skipBytes(1);
            lineEnds += next == '\n' ? 1 : 0;
            if (lineEnds == 2) {
                lineEnds = 0;
                context.writeAndFlush(Unpooled.wrappedBuffer(PONG));
            }
        }
    }

    /** Whether the head is complete and says how long the body is. */
    private boolean findHead(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int end = endOfHead(in);
        int readable = in.readableBytes();
        if (end < 0 && readable <= limits.head() && mayBeSip(in)) {
            return false;
        }
        if (end < 0 || end > limits.head() || !mayBeSip(in)) {
            works.count("garbage");
            giveUp(in);
            context.close();
            return false;
        }
        byte[] head = ByteBufUtil.getBytes(in, in.readerIndex(), end);
        return switch (ContentLength.of(head, limits.body())) {
            case ContentLength.Known(int octets) -> {
                headLength = end;
                bodyLength = octets;
                yield true;
            }
            case ContentLength.Unknown(int status, String why) -> {
                works.count("broken");
                giveUp(in);
                out.add(new Broken(head, status, why));
                yield false;
            }
        };
    }

    /** The first line of all that is SIP says so. */
    private static boolean mayBeSip(ByteBuf in) {
        int end = in.bytesBefore((byte) '\n');
        if (end < 0) {
            return true;
        }
        String line = in.toString(in.readerIndex(), end, StandardCharsets.ISO_8859_1);
        return line.toUpperCase(Locale.ROOT).contains("SIP/");
    }

    /** Octets up to and with the empty line; -1 if it has not come yet. Looks at no octet twice. */
    private int endOfHead(ByteBuf in) {
        int start = in.readerIndex();
        int readable = in.readableBytes();
        for (int i = searched; i < readable; i++) {
            if (in.getByte(start + i) == '\n' && i > 0) {
                byte before = in.getByte(start + i - 1);
                boolean empty = before == '\n' || (before == '\r' && i > 1 && in.getByte(start + i - 2) == '\n');
                if (empty) {
                    return i + 1;
                }
            }
        }
        searched = readable;
        return -1;
    }

    private void begin() {
        headLength = 0;
        bodyLength = 0;
        searched = 0;
        patience.ifPresent(timer -> timer.cancel(false));
        patience = Optional.empty();
    }

    private void giveUp(ByteBuf in) {
        begin();
        over = true;
        in.skipBytes(in.readableBytes());
    }

    private void tooSlow(ChannelHandlerContext context) {
        works.count("slow");
        context.close();
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        patience.ifPresent(timer -> timer.cancel(false));
    }
}
