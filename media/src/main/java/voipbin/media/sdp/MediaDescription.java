package voipbin.media.sdp;

import java.util.List;
import java.util.Optional;

/**
 * One stream of a description.
 *
 * @param connection the address of the stream's own {@code c=} line
 */
public record MediaDescription(MediaLine line, Optional<String> connection, List<Attribute> attributes) {

    /** The value of the first attribute of this name; empty text for a flag. */
    public Optional<String> attribute(String name) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .map(Attribute::value);
    }
}
