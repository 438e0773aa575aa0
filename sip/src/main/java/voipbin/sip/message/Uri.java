package voipbin.sip.message;

import java.util.Optional;

/** What a request or an address names: a {@link SipUri}, or any other URI, kept as it is ({@code tel:} above all). */
public sealed interface Uri permits SipUri, OtherUri {

    /** In lower case: {@code sip}, {@code sips}, {@code tel}, … */
    String scheme();

    /** Who is meant: the user part of a SIP URI, unescaped; the number of a {@code tel:} URI. */
    Optional<String> user();

    /** Reads any URI; empty if it is none, or a {@code sip:} URI that RFC 3261, section 19.1.1, does not allow. */
    static Optional<Uri> parse(String text) {
        return Malformed.ifAny(() -> UriParser.parse(text));
    }
}
