package voipbin.sip.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A SIP message (RFC 3261, 7). Immutable and safe for all threads; what the typed readers give is read from the text
 * when first asked for and then kept. On a message from the {@link MessageParser} they do not fail: it refuses what
 * they could not read. On one made by hand they throw {@link IllegalStateException}.
 */
public abstract sealed class Message permits Request, Response {

    private final Headers headers;
    private final byte[] body;

    // kept results; a race only reads the same text twice
    private @Nullable List<Via> vias;
    private @Nullable NameAddress from;
    private @Nullable NameAddress to;
    private @Nullable CSeq cseq;
    private @Nullable List<NameAddress> contacts;

    Message(Headers headers, byte[] body) {
        this.headers = headers;
        this.body = body;
    }

    /** The same but for its Via headers: what else has been read stays so. */
    Message(Message same, Headers headers, List<Via> vias) {
        this(headers, same.body);
        this.vias = vias;
        from = same.from;
        to = same.to;
        cseq = same.cseq;
        contacts = same.contacts;
    }

    /** The request line or the status line, without its end. */
    public abstract String startLine();

    public Headers headers() {
        return headers;
    }

    /** The body's octets; not a copy, not to be changed. */
    public byte[] body() {
        return body;
    }

    public boolean hasBody() {
        return body.length > 0;
    }

    /** The value of the first header of this name. */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /** The topmost Via: the last hop. */
    public Via via() {
        return vias().getFirst();
    }

    public List<Via> vias() {
        List<Via> known = vias;
        if (known == null) {
            known = read(() -> ViaParser.all(headers.values("Via")));
            vias = known;
        }
        return known;
    }

    public NameAddress from() {
        NameAddress known = from;
        if (known == null) {
            known = read(() -> AddressParser.single(need("From")));
            from = known;
        }
        return known;
    }

    public NameAddress to() {
        NameAddress known = to;
        if (known == null) {
            known = read(() -> AddressParser.single(need("To")));
            to = known;
        }
        return known;
    }

    public String callId() {
        return header("Call-ID").orElseThrow(() -> new IllegalStateException("no Call-ID"));
    }

    public CSeq cseq() {
        CSeq known = cseq;
        if (known == null) {
            known = read(() -> CSeqParser.parse(need("CSeq")));
            cseq = known;
        }
        return known;
    }

    /** The Contact addresses; none if there is no Contact or it is {@code *}. */
    public List<NameAddress> contacts() {
        List<NameAddress> known = contacts;
        if (known == null) {
            known = contactIsStar() ? List.of() : addresses("Contact");
            contacts = known;
        }
        return known;
    }

    /** Whether it says {@code Contact: *}: a REGISTER that removes everything. */
    public boolean contactIsStar() {
        return header("Contact").filter("*"::equals).isPresent();
    }

    public List<NameAddress> routes() {
        return addresses("Route");
    }

    public List<NameAddress> recordRoutes() {
        return addresses("Record-Route");
    }

    /** Seconds, at most 2^32-1; what is not a number counts as not there (20.19). */
    public OptionalLong expires() {
        return number("Expires");
    }

    public OptionalInt maxForwards() {
        OptionalLong number = number("Max-Forwards");
        return number.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) Math.min(255, number.getAsLong()));
    }

    /** The media type in lower case without its parameters, e.g. {@code application/sdp}. */
    public Optional<String> contentType() {
        return header("Content-Type").map(value -> {
            int end = value.indexOf(';');
            return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        });
    }

    /** The words of a comma list over all lines of this name: Require, Supported, Allow, … */
    public List<String> words(String name) {
        List<String> words = new ArrayList<>(4);
        for (String value : headers.values(name)) {
            for (String word : value.split(",")) {
                if (!word.isBlank()) {
                    words.add(word.strip());
                }
            }
        }
        return words;
    }

    private List<NameAddress> addresses(String name) {
        List<String> values = headers.values(name);
        if (values.isEmpty()) {
            return List.of();
        }
        return read(() -> {
            List<NameAddress> all = new ArrayList<>(2);
            values.forEach(value -> all.addAll(AddressParser.list(value)));
            return List.copyOf(all);
        });
    }

    private OptionalLong number(String name) {
        Optional<Long> number =
                header(name).flatMap(text -> Malformed.ifAny(() -> Numbers.parse(text.strip(), 0xffff_ffffL)));
        return number.isPresent() ? OptionalLong.of(number.get()) : OptionalLong.empty();
    }

    private String need(String name) {
        return header(name).orElseThrow(() -> new Malformed("no " + name));
    }

    private static <T> T read(java.util.function.Supplier<T> parse) {
        try {
            return parse.get();
        } catch (Malformed malformed) {
            throw new IllegalStateException(malformed.getMessage(), malformed);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Message that
                && startLine().equals(that.startLine())
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * headers.hashCode() + startLine().hashCode();
    }

    /** The start line and Call-ID only: bodies and credentials do not belong into logs. */
    @Override
    public String toString() {
        return startLine() + " (Call-ID " + header("Call-ID").orElse("none") + ")";
    }
}
