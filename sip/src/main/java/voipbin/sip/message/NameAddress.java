package voipbin.sip.message;

import java.util.List;
import java.util.Optional;

/**
 * An address with an optional name and header parameters: the value of From, To, Contact, Route (RFC 3261, 20.10).
 *
 * @param displayName unquoted; empty if there is none
 */
public record NameAddress(String displayName, Uri uri, Parameters parameters) {

    public static NameAddress of(Uri uri) {
        return new NameAddress("", uri, Parameters.none());
    }

    public static NameAddress of(String displayName, Uri uri) {
        return new NameAddress(displayName, uri, Parameters.none());
    }

    /** Reads {@code "Alice" <sip:a@b>;tag=1} or {@code sip:a@b;tag=1}; empty if it is neither. */
    public static Optional<NameAddress> parse(String text) {
        return Malformed.ifAny(() -> AddressParser.single(text));
    }

    /** Reads a comma list, e.g. of Path; empty if it is none. */
    public static List<NameAddress> list(String text) {
        return Malformed.ifAny(() -> AddressParser.list(text)).orElse(List.of());
    }

    public Optional<String> tag() {
        return parameters.get("tag");
    }

    public NameAddress withTag(String tag) {
        return with("tag", tag);
    }

    public NameAddress with(String name, String value) {
        return new NameAddress(displayName, uri, parameters.with(name, value));
    }

    public NameAddress withoutParameters() {
        return new NameAddress(displayName, uri, Parameters.none());
    }

    /** The URI if it is a SIP one. */
    public Optional<SipUri> sip() {
        return uri instanceof SipUri sip ? Optional.of(sip) : Optional.empty();
    }

    /** Always in angle brackets, which every peer understands. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(80);
        if (!displayName.isEmpty()) {
            Quotes.write(displayName, text).append(' ');
        }
        text.append('<').append(uri).append('>');
        parameters.write(text);
        return text.toString();
    }
}
