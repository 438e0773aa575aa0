package voipbin.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads one datagram as one message (RFC 3261, 7 and 18.3). Strict about what this stack uses, lenient about the rest:
 * unknown methods, headers and parameters are kept. Never throws on input.
 */
public final class MessageParser {

    /** The largest message taken, in octets. */
    public static final int LARGEST_MESSAGE = 64 * 1024 + 1024 * 1024;

    private static final List<String> ANSWERABLE = List.of("Via", "From", "To", "Call-ID", "CSeq");

    private static final List<String> ONCE = List.of("From", "To", "Call-ID", "CSeq");

    private MessageParser() {}

    public static Parsed parse(byte[] datagram) {
        int start = 0;
        while (start < datagram.length
                && (datagram[start] == '\r' || datagram[start] == '\n' || datagram[start] == 0)) {
            start++;
        }
        if (start == datagram.length) {
            return new Parsed.KeepAlive();
        }
        if (datagram.length > LARGEST_MESSAGE) {
            return new Parsed.Garbage("message too long");
        }
        int end = endOfHead(datagram, start);
        Head head;
        try {
            head = Head.read(new String(datagram, start, end - start, StandardCharsets.UTF_8));
        } catch (Malformed malformed) {
            return new Parsed.Garbage(malformed.getMessage());
        }
        try {
            return new Parsed.Good(message(head, datagram, end));
        } catch (Malformed | IllegalStateException malformed) {
            return refused(head, String.valueOf(malformed.getMessage()));
        }
    }

    /** What to answer to a head that must be refused with this status, if it says enough to be answered. */
    public static Parsed refusal(byte[] octets, int status, String why) {
        try {
            Parsed refused = refused(Head.read(new String(octets, StandardCharsets.UTF_8)), why);
            return refused instanceof Parsed.Bad bad && bad.status() == 400
                    ? new Parsed.Bad(status, why, bad.headers())
                    : refused;
        } catch (Malformed malformed) {
            return new Parsed.Garbage(malformed.getMessage());
        }
    }

    /** After the empty line, or the end of the datagram if there is none. */
    private static int endOfHead(byte[] datagram, int start) {
        for (int i = start; i + 1 < datagram.length; i++) {
            if (datagram[i] != '\n') {
                continue;
            }
            if (datagram[i + 1] == '\n') {
                return i + 2;
            }
            if (datagram[i + 1] == '\r' && i + 2 < datagram.length && datagram[i + 2] == '\n') {
                return i + 3;
            }
        }
        return datagram.length;
    }

    private static Message message(Head head, byte[] datagram, int bodyStart) {
        if (head.broken().isPresent()) {
            throw new Malformed(head.broken().get());
        }
        int length = bodyLength(head, datagram.length - bodyStart);
        byte[] body = Arrays.copyOfRange(datagram, bodyStart, bodyStart + length);
        Headers headers = Headers.read(head.headers());
        Message message = StartLine.isResponse(head.startLine())
                ? StartLine.response(head.startLine(), headers, body)
                : StartLine.request(head.startLine(), headers, body);
        check(message);
        return message;
    }

    /** In a datagram, what follows the stated length is thrown away; less than it says is an error (18.3). */
    private static int bodyLength(Head head, int available) {
        long length = available;
        boolean stated = false;
        for (Header header : head.headers()) {
            if (header.is("Content-Length")) {
                long said = Numbers.parse(header.value(), Integer.MAX_VALUE);
                if (said > available || stated && said != length) {
                    throw new Malformed("Content-Length does not fit");
                }
                length = said;
                stated = true;
            }
        }
        return (int) length;
    }

    /** Reads all that the stack will read later, so that nothing fails then. */
    private static void check(Message message) {
        for (String name : ONCE) {
            if (message.headers().count(name) != 1) {
                throw new Malformed("not exactly one " + name);
            }
        }
        message.vias();
        message.from();
        message.to();
        if (message.callId().isEmpty() || message.callId().indexOf(' ') >= 0) {
            throw new Malformed("not a Call-ID");
        }
        if (message.headers().count("Contact") > 1
                && message.headers().values("Contact").contains("*")) {
            throw new Malformed("Contact * beside others");
        }
        message.contacts();
        message.routes();
        message.recordRoutes();
        CSeq cseq = message.cseq();
        if (message instanceof Request request) {
            checkRequest(request, cseq);
        }
    }

    private static void checkRequest(Request request, CSeq cseq) {
        if (!request.is(cseq.method())) {
            throw new Malformed("CSeq of another method");
        }
        request.header("Max-Forwards").ifPresent(text -> Numbers.parse(text, 255));
    }

    private static Parsed refused(Head head, String why) {
        if (StartLine.isResponse(head.startLine()) || head.startLine().startsWith("ACK ")) {
            return new Parsed.Garbage(why);
        }
        List<Header> kept = head.headers().stream()
                .filter(header -> ANSWERABLE.stream().anyMatch(header::is))
                .toList();
        for (String name : ANSWERABLE) {
            Optional<Header> one =
                    kept.stream().filter(header -> header.is(name)).findFirst();
            if (one.isEmpty() || one.get().value().isEmpty()) {
                return new Parsed.Garbage(why);
            }
        }
        if (!StartLine.looksLikeRequest(head.startLine())) {
            return new Parsed.Garbage(why);
        }
        return StartLine.isOtherVersion(head.startLine())
                ? new Parsed.Bad(505, "Version Not Supported", kept)
                : new Parsed.Bad(400, "Bad Request", kept);
    }
}
