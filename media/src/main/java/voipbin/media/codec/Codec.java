package voipbin.media.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The audio codecs that are spoken, by their encoding names of RFC 3551 §6 and RFC 7587. All are mono here. */
public enum Codec {
    /** G.711 µ-law. */
    PCMU(0, 8000, 8000),
    /** G.711 A-law. */
    PCMA(8, 8000, 8000),
    /** G.722 at 64 kbit/s; its clock is 8000 although its sound is not, for a historical mistake (RFC 3551 §4.5.2). */
    G722(9, 8000, 16_000),
    /** Opus (RFC 6716, RFC 7587), by libopus; there only where that is installed. */
    OPUS(111, 48_000, 16_000),
    /** Linear PCM (RFC 3551 §4.5.11), which programs speak rather than phones. */
    L16(117, 8000, 8000),
    /** The same with twice as many samples. */
    L16_WIDE(118, 16_000, 16_000);

    /** Bytes that 20 ms never exceed. */
    public static final int MAX_PAYLOAD = 1275;

    /** Samples that no packet exceeds: 120 ms at 48 kHz. */
    public static final int MAX_SAMPLES = 5760;

    private static final List<Codec> OF_PHONES = List.of(PCMU, PCMA);
    private static final List<Codec> OF_BROWSERS = List.of(OPUS, PCMU, PCMA);

    private final int payloadType;
    private final int clock;
    private final int rate;

    Codec(int payloadType, int clock, int rate) {
        this.payloadType = payloadType;
        this.clock = clock;
        this.rate = rate;
    }

    /** All that can be spoken on this machine. */
    public static List<Codec> available() {
        return Arrays.stream(values()).filter(Codec::isAvailable).toList();
    }

    /**
     * What nearly every phone and carrier speaks: offered unless something else is asked for, and preferred in answers.
     */
    public static List<Codec> ofPhones() {
        return OF_PHONES;
    }

    /** The same for browsers, which sound best with Opus (RFC 7874 §3). */
    public static List<Codec> ofBrowsers() {
        return OPUS.isAvailable() ? OF_BROWSERS : OF_PHONES;
    }

    private boolean isAvailable() {
        return this != OPUS || LibOpus.isThere();
    }

    /** Those of these names that we speak, in this order, in whatever case. */
    public static List<Codec> named(List<String> names) {
        return names.stream()
                .map(name -> name.strip().toUpperCase(Locale.ROOT).replace("G.722", "G722"))
                .flatMap(name ->
                        Arrays.stream(values()).filter(codec -> codec.name().equals(name)))
                .filter(Codec::isAvailable)
                .distinct()
                .toList();
    }

    /** The codec of an rtpmap's encoding, like {@code opus/48000/2}, in any case. */
    public static Optional<Codec> ofEncoding(String encoding) {
        String name = encoding.endsWith("/1") ? encoding.substring(0, encoding.length() - 2) : encoding;
        return Arrays.stream(values())
                .filter(codec -> codec.encoding().equalsIgnoreCase(name) && codec.isAvailable())
                .findFirst();
    }

    /** What an rtpmap says of it; Opus is always said to be stereo at 48 kHz (RFC 7587 §7). */
    public String encoding() {
        return switch (this) {
            case PCMU, PCMA, G722 -> name() + "/" + clock;
            case L16, L16_WIDE -> "L16/" + clock;
            case OPUS -> "opus/48000/2";
        };
    }

    /** The static payload type of RFC 3551 §6, or the dynamic one that we propose; a peer may map another one. */
    public int payloadType() {
        return payloadType;
    }

    /** Whether the payload type needs no rtpmap. */
    public boolean isStatic() {
        return payloadType < 96;
    }

    /** Units of the RTP timestamp in a second. */
    public int clock() {
        return clock;
    }

    /** Samples a second of the sound that is worth keeping: 8000, or 16000 for wide-band speech. */
    public int rate() {
        return rate;
    }

    /** Whether so many bytes can be 20 ms, the time of all packets that we send; of Opus any number can. */
    public boolean canBeFrame(int payloadBytes) {
        return switch (this) {
            case PCMU, PCMA, G722 -> payloadBytes == clock / 50;
            case L16, L16_WIDE -> payloadBytes == 2 * clock / 50;
            case OPUS -> payloadBytes <= MAX_PAYLOAD;
        };
    }

    /** A decoder for one stream that gives {@link #rate} samples a second and conceals losses. */
    public Decoder decoder() {
        return switch (this) {
            case PCMU -> new Concealing(new G711Decoder(G711.PCMU));
            case PCMA -> new Concealing(new G711Decoder(G711.PCMA));
            case G722 -> new Concealing(new G722Decoder());
            case OPUS -> new OpusDecoder(rate);
            case L16, L16_WIDE -> new Concealing(new L16Decoder(rate));
        };
    }

    /** An encoder for one stream that takes {@link #rate} samples a second. */
    public Encoder encoder(OpusOptions opus) {
        return switch (this) {
            case PCMU -> new G711Encoder(G711.PCMU);
            case PCMA -> new G711Encoder(G711.PCMA);
            case G722 -> new G722Encoder();
            case OPUS -> new OpusEncoder(rate, opus);
            case L16, L16_WIDE -> new L16Encoder(rate);
        };
    }
}
