package voipbin.media.srtp;

/** What a receiver remembers of one SSRC. */
final class SrtpSource {

    final int ssrc;
    final ReplayWindow rtp = new ReplayWindow();
    final ReplayWindow rtcp = new ReplayWindow();

    SrtpSource(int ssrc) {
        this.ssrc = ssrc;
    }

    /** The index that a packet of this sequence number most likely has (RFC 3711 §3.3.1). */
    long index(int sequence) {
        if (!rtp.begun()) {
            return sequence;
        }
        long highest = rtp.highest();
        long rollover = highest >>> 16;
        int last = (int) (highest & 0xFFFF);
        if (last < 0x8000) {
            if (sequence - last > 0x8000 && rollover > 0) {
                rollover--;
            }
        } else if (last - 0x8000 > sequence) {
            rollover++;
        }
        return rollover << 16 | sequence;
    }
}
