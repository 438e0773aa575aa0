package voipbin.sip.message;

import java.util.Optional;

/** A URI that is not {@code sip:} or {@code sips:}; {@code rest} is what follows the colon, as written. */
public record OtherUri(String scheme, String rest) implements Uri {

    /** The number of a {@code tel:} URI (RFC 3966), its visual separators kept; nobody for other schemes. */
    @Override
    public Optional<String> user() {
        int end = rest.indexOf(';');
        return scheme.equals("tel") ? Optional.of(end < 0 ? rest : rest.substring(0, end)) : Optional.empty();
    }

    @Override
    public String toString() {
        return scheme + ":" + rest;
    }
}
