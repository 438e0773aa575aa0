package voipbin.media.sdp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads session descriptions as phones send them: any line end, missing {@code o=}, {@code s=} or {@code t=}, unknown
 * lines and blanks at line ends are all taken; what cannot be guessed is malformed.
 */
public final class SdpParser {

    private static final int LONGEST = 65_536;
    private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n\\x00]+");
    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");
    private static final Origin NO_ORIGIN = new Origin("-", "0", "0", "0.0.0.0");

    private Origin origin = NO_ORIGIN;
    private String name = "-";
    private Optional<String> connection = Optional.empty();
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<MediaDescription> media = new ArrayList<>();

    private SdpParser() {}

    /** Reads one description; never throws. */
    public static Parsed parse(byte[] sdp) {
        if (sdp.length > LONGEST) {
            return new Parsed.Malformed("longer than " + LONGEST + " bytes");
        }
        String[] lines = LINE_ENDS.split(new String(sdp, StandardCharsets.UTF_8), -1);
        int first = 0;
        while (first < lines.length && lines[first].isBlank()) {
            first++;
        }
        if (first == lines.length || !lines[first].strip().equals("v=0")) {
            return new Parsed.Malformed("does not begin with v=0");
        }
        return new SdpParser().read(lines, first + 1);
    }

    private Parsed read(String[] lines, int first) {
        for (int i = first; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.length() < 2 || line.charAt(1) != '=') {
                continue;
            }
            if (!take(line.charAt(0), line.substring(2).strip())) {
                return new Parsed.Malformed("cannot read the line " + line);
            }
        }
        return new Parsed.Read(
                new SessionDescription(origin, name, connection, List.copyOf(attributes), List.copyOf(media)));
    }

    private boolean take(char type, String value) {
        switch (type) {
            case 'o' -> origin = origin(value);
            case 's' -> name = value.isEmpty() ? "-" : value;
            case 'a' -> attribute(value);
            case 'c' -> {
                return connection(value);
            }
            case 'm' -> {
                return media(value);
            }
            default -> {
                // b=, t=, k= and whatever else says nothing that one audio stream needs (RFC 8866 §5: ignore unknowns).
            }
        }
        return true;
    }

    private static Origin origin(String value) {
        String[] words = words(value);
        return words.length < 6 ? NO_ORIGIN : new Origin(words[0], words[1], words[2], words[5]);
    }

    /** {@code IN IP4 192.0.2.1/127/3}: what follows the slash belongs to groups only. */
    private boolean connection(String value) {
        String[] words = words(value);
        if (words.length < 3) {
            return false;
        }
        Optional<String> address = Optional.of(words[2].split("/", -1)[0]);
        if (media.isEmpty()) {
            connection = address;
        } else {
            MediaDescription last = media.removeLast();
            media.add(new MediaDescription(last.line(), address, last.attributes()));
        }
        return true;
    }

    private boolean media(String value) {
        String[] words = words(value);
        Optional<Integer> port = words.length < 4 ? Optional.empty() : Numbers.upTo(65535, words[1].split("/", -1)[0]);
        if (port.isEmpty()) {
            return false;
        }
        List<String> formats = List.of(words).subList(3, words.length);
        MediaLine line = new MediaLine(words[0], port.get(), words[2], List.copyOf(formats));
        media.add(new MediaDescription(line, Optional.empty(), new ArrayList<>()));
        return true;
    }

    private void attribute(String value) {
        int colon = value.indexOf(':');
        Attribute attribute = colon < 0
                ? Attribute.flag(value)
                : new Attribute(
                        value.substring(0, colon).strip(),
                        value.substring(colon + 1).strip());
        (media.isEmpty() ? attributes : media.getLast().attributes()).add(attribute);
    }

    private static String[] words(String value) {
        return BLANKS.split(value, -1);
    }
}
