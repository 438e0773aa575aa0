package voipbin.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP/1.1 request or response (RFC 9112), read with as little work as can be: what measures must not be what is
 * measured.
 *
 * @param head its start line and fields, as they came
 */
public record Message(String head, byte[] body) {

    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    /** The next one of a connection; empty when the other side has closed it. */
    static Optional<Message> read(InputStream in) throws IOException {
        Optional<String> head = head(in);
        return head.isEmpty() ? Optional.empty() : Optional.of(new Message(head.get(), body(head.get(), in)));
    }

    private static Optional<String> head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(512);
        int matched = 0;
        while (matched < END.length) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            head.write(next);
            matched = next == END[matched] ? matched + 1 : next == END[0] ? 1 : 0;
        }
        return Optional.of(head.toString(StandardCharsets.ISO_8859_1));
    }

    private static byte[] body(String head, InputStream in) throws IOException {
        String fields = head.toLowerCase(Locale.ROOT);
        if (fields.contains("\r\ntransfer-encoding: chunked")) {
            return chunks(in);
        }
        String name = "\r\ncontent-length:";
        int at = fields.indexOf(name);
        if (at < 0) {
            return new byte[0];
        }
        int end = fields.indexOf('\r', at + name.length());
        return exactly(
                in, Integer.parseInt(fields.substring(at + name.length(), end).strip()));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(in), 16);
            all.writeBytes(exactly(in, size));
            line(in);
            if (size == 0) {
                return all.toByteArray();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static byte[] exactly(InputStream in, int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException();
        }
        return bytes;
    }

    /** Of a response. */
    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
