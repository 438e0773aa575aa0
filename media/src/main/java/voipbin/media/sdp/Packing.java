package voipbin.media.sdp;

/**
 * How a peer wants to receive sound in packets.
 *
 * @param millis of sound in each: what it prefers (ptime) unless that is more than it takes (maxptime, RFC 8866 §6.4);
 *     tens from 10 to 60
 * @param comfortNoise whether it wants a description of noise instead of silence (RFC 3389)
 */
public record Packing(int millis, boolean comfortNoise) {

    /** What nobody asks otherwise for (RFC 3551 §4.2). */
    public static final Packing USUAL = new Packing(20, false);

    /** A static payload type (RFC 3551 §6). */
    public static final int COMFORT_NOISE = 13;

    /** It goes with the codecs whose timestamps have this clock. */
    public static final int NOISE_CLOCK = 8000;

    private static final int LEAST = 10;
    private static final int MOST = 60;
    private static final int ANY = 10_000;

    static Packing of(MediaDescription media) {
        int wanted = number(media, "ptime", USUAL.millis());
        int most = number(media, "maxptime", ANY);
        int millis = Math.clamp(Math.min(wanted, most), LEAST, MOST);
        return new Packing(millis / LEAST * LEAST, media.line().formats().contains(Integer.toString(COMFORT_NOISE)));
    }

    private static int number(MediaDescription media, String name, int otherwise) {
        return media.attribute(name)
                .flatMap(text -> Numbers.upTo(ANY, text.strip()))
                .filter(number -> number > 0)
                .orElse(otherwise);
    }
}
