package voipbin.media.codec;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a receiver of Opus wants (RFC 7587 §6.1).
 *
 * @param fec it uses what a packet says of the one before
 * @param bitrate at most so many bits a second on average, 6000 to 510000
 * @param constant it wants a constant bit rate
 */
public record OpusOptions(boolean fec, int bitrate, boolean constant) {

    /** Enough for speech at 16 kHz with redundancy. */
    private static final int SPEECH = 24_000;

    /** What we want to receive. */
    public static final OpusOptions OURS = new OpusOptions(true, SPEECH, false);

    /** What a peer gets that wants nothing in particular. */
    public static final OpusOptions NONE = new OpusOptions(false, SPEECH, false);

    public OpusOptions {
        bitrate = Math.clamp(bitrate, 6_000, SPEECH);
    }

    /** Reads an fmtp line's parameters; what is unknown or broken is passed over. */
    public static OpusOptions of(String parameters) {
        String fmtp = parameters.toLowerCase(Locale.ROOT).replace(" ", "");
        boolean fec = fmtp.contains("useinbandfec=1");
        boolean constant = Arrays.asList(fmtp.split(";")).contains("cbr=1");
        int bitrate = Arrays.stream(fmtp.split(";"))
                .filter(parameter -> parameter.matches("maxaveragebitrate=\\d{1,7}"))
                .mapToInt(parameter -> Integer.parseInt(parameter.substring(parameter.indexOf('=') + 1)))
                .findFirst()
                .orElse(SPEECH);
        return new OpusOptions(fec, bitrate, constant);
    }

    /** The fmtp parameters with which we ask for it. */
    public String parameters() {
        return fec ? "useinbandfec=1" : "";
    }
}
