package voipbin.sip.message;

import java.util.List;
import java.util.Optional;

/**
 * Which dialog a Replaces (RFC 3891) or a Target-Dialog (RFC 4538) header means, as its receiver sees it.
 *
 * @param localTag the receiver's own tag: Replaces' {@code to-tag}, Target-Dialog's {@code local-tag}
 * @param remoteTag {@code from-tag}, or {@code remote-tag}
 * @param earlyOnly Replaces only while the call has not been answered
 */
public record DialogReference(String callId, String localTag, String remoteTag, boolean earlyOnly) {

    /** Empty if there is none or it cannot be read. */
    public static Optional<DialogReference> replaces(Message message) {
        return message.header("Replaces").flatMap(DialogReference::parseReplaces);
    }

    /** The value of a Replaces header, e.g. the unescaped one of a Refer-To's URI. */
    public static Optional<DialogReference> parseReplaces(String value) {
        return Malformed.ifAny(() -> read(value, "to-tag", "from-tag"));
    }

    /** Empty if there is none or it cannot be read. */
    public static Optional<DialogReference> target(Message message) {
        return message.header("Target-Dialog")
                .flatMap(value -> Malformed.ifAny(() -> read(value, "local-tag", "remote-tag")));
    }

    /** The Replaces that a URI's header part carries, as Refer-To's does in an attended transfer (RFC 3891, 7). */
    public static Optional<DialogReference> escaped(SipUri uri) {
        for (String pair : List.of(uri.headers().split("&"))) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).equalsIgnoreCase("Replaces")) {
                return Malformed.ifAny(() -> Escapes.read(pair.substring(equals + 1)))
                        .flatMap(DialogReference::parseReplaces);
            }
        }
        return Optional.empty();
    }

    private static DialogReference read(String value, String localName, String remoteName) {
        int end = value.indexOf(';');
        if (end <= 0) {
            throw new Malformed("no dialog");
        }
        Cursor cursor = new Cursor(value.substring(end));
        Parameters parameters = ParameterParser.ofHeader(cursor);
        if (!cursor.atEnd()) {
            throw new Malformed("text after a dialog");
        }
        return new DialogReference(
                value.substring(0, end).strip(),
                parameters.get(localName).orElseThrow(() -> new Malformed("no " + localName)),
                parameters.get(remoteName).orElseThrow(() -> new Malformed("no " + remoteName)),
                parameters.has("early-only"));
    }

    /** As a Replaces header of a request to that dialog's other end. */
    public String replaces() {
        return callId + ";to-tag=" + localTag + ";from-tag=" + remoteTag + (earlyOnly ? ";early-only" : "");
    }

    /** As the header part of a Refer-To URI: {@code Replaces=…}, escaped. */
    public String escaped() {
        StringBuilder text = new StringBuilder("Replaces=");
        Escapes.write(replaces(), Syntax::isUnreserved, text);
        return text.toString();
    }
}
