package voipbin.media.sdp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A session description, as far as one audio stream needs it (RFC 8866 §5).
 *
 * @param connection the address of the session's {@code c=} line
 * @param attributes those above the first {@code m=} line
 */
public record SessionDescription(
        Origin origin,
        String name,
        Optional<String> connection,
        List<Attribute> attributes,
        List<MediaDescription> media) {

    /** The lines in the order that RFC 8866 §5 demands, each ended by CRLF. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(512);
        line(text, "v=0");
        line(text, origin.line());
        line(text, "s=" + name);
        connection.ifPresent(address -> line(text, "c=" + Addresses.typed(address)));
        line(text, "t=0 0");
        attributes.forEach(attribute -> line(text, attribute.line()));
        for (MediaDescription description : media) {
            line(text, description.line().line());
            description.connection().ifPresent(address -> line(text, "c=" + Addresses.typed(address)));
            description.attributes().forEach(attribute -> line(text, attribute.line()));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append("\r\n");
    }

    /** The address that counts for this stream: its own, else the session's. */
    public Optional<String> connectionOf(MediaDescription description) {
        return description.connection().or(this::connection);
    }

    /** The value of this attribute of the stream, else of the session (RFC 8866 §5.13). */
    Optional<String> attributeOf(MediaDescription description, String name) {
        return description
                .attribute(name)
                .or(() -> attributes.stream()
                        .filter(attribute -> attribute.name().equals(name))
                        .findFirst()
                        .map(Attribute::value));
    }

    /** The direction that counts for this stream: its own, else the session's, else both ways (RFC 8866 §6.7). */
    public Direction directionOf(MediaDescription description) {
        return direction(description.attributes())
                .or(() -> direction(attributes))
                .orElse(Direction.SENDRECV);
    }

    private static Optional<Direction> direction(List<Attribute> attributes) {
        return attributes.stream()
                .flatMap(attribute -> Direction.ofAttribute(attribute.name()).stream())
                .findFirst();
    }
}
