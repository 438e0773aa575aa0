package voipbin.sip;

import voipbin.sip.message.Header;
import voipbin.sip.message.Headers;

/**
 * Headers that are our own house's business: what begins like them is dropped where messages come in, and never goes
 * out.
 *
 * @param prefix without regard to case, e.g. {@code VB}; empty for none
 */
public record PrivateHeaders(String prefix) {

    /** All headers are everybody's. */
    public static final PrivateHeaders NONE = new PrivateHeaders("");

    /** The same headers without private ones. */
    Headers without(Headers headers) {
        for (Header header : headers.all()) {
            if (isPrivate(header)) {
                Headers.Builder kept = Headers.builder();
                headers.all().stream().filter(one -> !isPrivate(one)).forEach(kept::add);
                return kept.build();
            }
        }
        return headers;
    }

    private boolean isPrivate(Header header) {
        return !prefix.isEmpty() && header.name().regionMatches(true, 0, prefix, 0, prefix.length());
    }
}
