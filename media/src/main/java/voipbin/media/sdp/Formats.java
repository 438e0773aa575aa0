package voipbin.media.sdp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import voipbin.media.codec.Codec;

/**
 * The formats of one description that we speak, with the payload types under which its author wants to receive them.
 *
 * @param codecs in order of preference; never null, perhaps empty
 * @param telephoneEvent RFC 4733, at 8000 Hz
 */
public record Formats(SequencedMap<Codec, Integer> codecs, OptionalInt telephoneEvent) {

    /** What we offer: PCMU 0, PCMA 8, telephone-event 101. */
    static Formats ours() {
        return ours(List.of(Codec.values()));
    }

    /** The same with these codecs only. */
    static Formats ours(List<Codec> chosen) {
        SequencedMap<Codec, Integer> codecs = new LinkedHashMap<>();
        chosen.forEach(codec -> codecs.put(codec, codec.payloadType()));
        return new Formats(codecs, OptionalInt.of(101));
    }

    /** Reads the payload types of the m= line with their rtpmaps; a static type needs none (RFC 3551 §6). */
    static Formats of(MediaDescription description) {
        Map<Integer, String> names = new LinkedHashMap<>();
        for (Codec codec : Codec.values()) {
            names.put(codec.payloadType(), codec.name() + "/8000");
        }
        for (Attribute attribute : description.attributes()) {
            String[] words = attribute.value().split("[ \t]+", 2);
            if (attribute.name().equals("rtpmap") && words.length == 2) {
                payloadType(words[0]).ifPresent(type -> names.put(type, words[1].toUpperCase(Locale.ROOT)));
            }
        }
        SequencedMap<Codec, Integer> codecs = new LinkedHashMap<>();
        OptionalInt telephoneEvent = OptionalInt.empty();
        for (String format : description.line().formats()) {
            Optional<Integer> type = payloadType(format);
            String name = type.map(names::get).orElse("").replaceFirst("/1$", "");
            if (name.equals("TELEPHONE-EVENT/8000") && telephoneEvent.isEmpty()) {
                telephoneEvent = OptionalInt.of(type.orElseThrow());
            }
            codec(name).ifPresent(codec -> codecs.putIfAbsent(codec, type.orElseThrow()));
        }
        return new Formats(codecs, telephoneEvent);
    }

    private static Optional<Integer> payloadType(String text) {
        return Numbers.upTo(127, text);
    }

    private static Optional<Codec> codec(String name) {
        for (Codec codec : Codec.values()) {
            if (name.equals(codec.name() + "/8000")) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
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
        return new Formats(one, telephoneEvent);
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
        return new Formats(shared, other.telephoneEvent.isPresent() ? telephoneEvent : OptionalInt.empty());
    }

    /** These first and then what else we speak, under payload types that are not taken (RFC 3264 §8.3.2). */
    Formats widened() {
        SequencedMap<Codec, Integer> all = new LinkedHashMap<>(codecs);
        for (Codec codec : Codec.values()) {
            if (!all.containsKey(codec) && !taken(codec.payloadType())) {
                all.put(codec, codec.payloadType());
            }
        }
        if (telephoneEvent.isPresent() || taken(101)) {
            return new Formats(all, telephoneEvent);
        }
        return new Formats(all, OptionalInt.of(101));
    }

    private boolean taken(int payloadType) {
        return codecs.containsValue(payloadType) || telephoneEvent.equals(OptionalInt.of(payloadType));
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
        codecs.forEach((codec, type) -> attributes.add(new Attribute("rtpmap", type + " " + codec.name() + "/8000")));
        telephoneEvent.ifPresent(type -> {
            attributes.add(new Attribute("rtpmap", type + " telephone-event/8000"));
            attributes.add(new Attribute("fmtp", type + " 0-15"));
        });
        return attributes;
    }
}
