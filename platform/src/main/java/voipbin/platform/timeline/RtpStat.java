package voipbin.platform.timeline;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import voipbin.platform.call.CallMedia.Figures;

/** The header {@code X-RTP-Stat}, in whose words a peer tells in its BYE how the sound was. */
final class RtpStat {

    private static final Pattern HEADER = Pattern.compile("(?im)^X-RTP-Stat[ \\t]*:[ \\t]*(.*?)\\r?$");
    private static final String COUNTS = "\\s*(\\d+) bytes,\\s*(\\d+) packets,\\s*(\\d+) errors";
    private static final Pattern RTP = Pattern.compile("RTPStat=RTP:" + COUNTS);
    private static final Pattern RTCP = Pattern.compile("RTCP:" + COUNTS);

    private RtpStat() {}

    static Optional<Figures> in(byte[] message) {
        Matcher header = HEADER.matcher(new String(message, StandardCharsets.UTF_8));
        return header.find() ? Optional.of(read(header.group(1))) : Optional.empty();
    }

    private static Figures read(String value) {
        long[] rtp = counts(RTP, value);
        long[] rtcp = counts(RTCP, value);
        return new Figures(
                figure(value, "MOS"),
                (int) figure(value, "Jitter"),
                figure(value, "PacketLossPct"),
                (long) figure(value, "RTT"),
                rtp[0],
                rtp[1],
                rtp[2],
                rtcp[0],
                rtcp[1],
                rtcp[2]);
    }

    private static double figure(String value, String name) {
        Matcher figure =
                Pattern.compile("\\b" + name + "=(\\d{1,12}(?:\\.\\d{1,9})?)").matcher(value);
        return figure.find() ? Double.parseDouble(figure.group(1)) : 0;
    }

    private static long[] counts(Pattern pattern, String value) {
        Matcher counts = pattern.matcher(value);
        if (!counts.find() || counts.end() - counts.start() > 120) {
            return new long[3];
        }
        return new long[] {
            Long.parseLong(counts.group(1)), Long.parseLong(counts.group(2)), Long.parseLong(counts.group(3))
        };
    }
}
