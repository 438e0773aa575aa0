package voipbin.sip.message;

import java.nio.charset.StandardCharsets;

/** Writes a message as octets (RFC 3261, 7): headers in their order, then Content-Length, then the body. */
public final class MessageWriter {

    private MessageWriter() {}

    public static byte[] write(Message message) {
        StringBuilder head = new StringBuilder(512);
        head.append(message.startLine()).append("\r\n");
        for (Header header : message.headers().all()) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        head.append("Content-Length: ").append(message.body().length).append("\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = java.util.Arrays.copyOf(start, start.length + message.body().length);
        System.arraycopy(message.body(), 0, all, start.length, message.body().length);
        return all;
    }
}
