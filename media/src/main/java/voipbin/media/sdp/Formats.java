package voipbin.media.sdp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import voipbin.media.codec.Codec;
import voipbin.media.codec.OpusOptions;

/**
 * The formats of one description that we speak, with the payload types under which its author wants to receive them.
 *
 * @param codecs in order of preference; never null, perhaps empty
 * @param telephoneEvent RFC 4733
 * @param telephoneClock units of its durations in a second: 8000, or 48000 beside Opus when there is no other
 * @param opus how the author wants to receive Opus
 */
public record Formats(
        SequencedMap<Codec, Integer> codecs, OptionalInt telephoneEvent, int telephoneClock, OpusOptions opus) {

    private static final int TELEPHONE_EVENT = 101;
    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

    /** What we offer with these codecs: their usual payload types, telephone-event 101. */
    static Formats ours(List<Codec> chosen) {
        SequencedMap<Codec, Integer> codecs = new LinkedHashMap<>();
        chosen.forEach(codec -> codecs.put(codec, codec.payloadType()));
        return new Formats(codecs, OptionalInt.of(TELEPHONE_EVENT), 8000, OpusOptions.OURS);
    }

    /** Reads the payload types of the m= line with their rtpmaps; a static type needs none (RFC 3551 §6). */
    static Formats of(MediaDescription description) {
        Map<Integer, String> names = names(description);
        SequencedMap<Codec, Integer> codecs = new LinkedHashMap<>();
        OptionalInt narrow = OptionalInt.empty();
        OptionalInt wide = OptionalInt.empty();
        for (String format : description.line().formats()) {
            int type = payloadType(format).orElse(-1);
            String name = names.getOrDefault(type, "");
            if (name.equals("TELEPHONE-EVENT/8000") && narrow.isEmpty()) {
                narrow = OptionalInt.of(type);
            } else if (name.equals("TELEPHONE-EVENT/48000") && wide.isEmpty()) {
                wide = OptionalInt.of(type);
            }
            Codec.ofEncoding(name).ifPresent(codec -> codecs.putIfAbsent(codec, type));
        }
        boolean onlyWide = narrow.isEmpty() && wide.isPresent() && codecs.containsKey(Codec.OPUS);
        OpusOptions opus = OpusOptions.of(parameters(description, codecs.getOrDefault(Codec.OPUS, -1)));
        return new Formats(codecs, onlyWide ? wide : narrow, onlyWide ? 48_000 : 8000, opus);
    }

    /** Encodings in capitals by payload type. */
    private static Map<Integer, String> names(MediaDescription description) {
        Map<Integer, String> names = new LinkedHashMap<>();
        for (Codec codec : Codec.values()) {
            if (codec.isStatic()) {
                names.put(codec.payloadType(), codec.encoding());
            }
        }
        for (Attribute attribute : description.attributes()) {
            if (attribute.name().equals("rtpmap")) {
                String[] words = BLANKS.split(attribute.value(), 2);
                if (words.length == 2) {
                    payloadType(words[0]).ifPresent(type -> names.put(type, encoding(words[1])));
                }
            }
        }
        return names;
    }

    /** One channel need not be said (RFC 8866 §6.6). */
    private static String encoding(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        return name.endsWith("/8000/1") ? name.substring(0, name.length() - 2) : name;
    }

    private static String parameters(MediaDescription description, int type) {
        for (Attribute attribute : description.attributes()) {
            if (attribute.name().equals("fmtp") && attribute.value().startsWith(type + " ")) {
                return attribute.value().substring(attribute.value().indexOf(' ') + 1);
            }
        }
        return "";
    }

    private static Optional<Integer> payloadType(String text) {
        return Numbers.upTo(127, text);
    }

    /** The codec preferred by the author; empty when we share none. */
    Optional<Codec> preferred() {
        return codecs.isEmpty()
                ? Optional.empty()
                : Optional.of(codecs.firstEntry().getKey());
    }

    /** Only the preferred codec, and telephone-event when it is there: what we answer with. */
    Formats narrowed() {
        SequencedMap<Codec, Integer> one = new LinkedHashMap<>();
        preferred().ifPresent(codec -> one.put(codec, codecs.get(codec)));
        return new Formats(one, telephoneEvent, telephoneClock, opus);
    }

    /** Without the codecs that are not among these. */
    Formats only(List<Codec> spoken) {
        SequencedMap<Codec, Integer> left = new LinkedHashMap<>(codecs);
        left.keySet().retainAll(spoken);
        boolean wide = telephoneClock == 48_000 && !left.containsKey(Codec.OPUS);
        return wide
                ? new Formats(left, OptionalInt.empty(), 8000, opus)
                : new Formats(left, telephoneEvent, telephoneClock, opus);
    }

    /** The same formats as their receiver says how it wants Opus. */
    Formats withOpus(OpusOptions wanted) {
        return new Formats(codecs, telephoneEvent, telephoneClock, wanted);
    }

    /** Those that {@code other} has too, with our payload types and in its order. */
    Formats sharedWith(Formats other) {
        SequencedMap<Codec, Integer> shared = new LinkedHashMap<>();
        for (Codec codec : other.codecs.keySet()) {
            Integer type = codecs.get(codec);
            if (type != null) {
                shared.put(codec, type);
            }
        }
        OptionalInt events = other.telephoneEvent.isPresent() ? telephoneEvent : OptionalInt.empty();
        return new Formats(shared, events, telephoneClock, opus);
    }

    /** These first and then what else we speak, under payload types that are not taken (RFC 3264 §8.3.2). */
    Formats widened(List<Codec> spoken) {
        SequencedMap<Codec, Integer> all = new LinkedHashMap<>(codecs);
        for (Codec codec : spoken) {
            if (!all.containsKey(codec) && !all.containsValue(codec.payloadType()) && !isEvent(codec.payloadType())) {
                all.put(codec, codec.payloadType());
            }
        }
        boolean free = telephoneEvent.isEmpty() && !all.containsValue(TELEPHONE_EVENT);
        OptionalInt events = free ? OptionalInt.of(TELEPHONE_EVENT) : telephoneEvent;
        return new Formats(all, events, free ? 8000 : telephoneClock, OpusOptions.OURS);
    }

    private boolean isEvent(int payloadType) {
        return telephoneEvent.equals(OptionalInt.of(payloadType));
    }

    /** The payload types as an m= line lists them. */
    List<String> payloadTypes() {
        List<String> types = new ArrayList<>();
        codecs.values().forEach(type -> types.add(type.toString()));
        telephoneEvent.ifPresent(type -> types.add(Integer.toString(type)));
        return types;
    }

    /** Their rtpmap and fmtp lines; events 0 to 15 are the keys of a telephone (RFC 4733 §3.2). */
    List<Attribute> attributes() {
        List<Attribute> attributes = new ArrayList<>();
        codecs.forEach((codec, type) -> {
            attributes.add(new Attribute("rtpmap", type + " " + codec.encoding()));
            if (codec == Codec.OPUS && !opus.parameters().isEmpty()) {
                attributes.add(new Attribute("fmtp", type + " " + opus.parameters()));
            }
        });
        telephoneEvent.ifPresent(type -> {
            attributes.add(new Attribute("rtpmap", type + " telephone-event/" + telephoneClock));
            attributes.add(new Attribute("fmtp", type + " 0-15"));
        });
        return attributes;
    }
}
