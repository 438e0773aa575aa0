package voipbin.bench.ivr;

import java.util.Arrays;
import voipbin.media.codec.G711;
import voipbin.media.rtp.RtpPacket;

/** What one caller has heard, each sample in its place by the packets' timestamps. Not safe for threads. */
public final class Heard {

    private static final byte SILENT = (byte) 0xFF;
    private static final int LOUD = 500;
    private static final int LONGEST = 120 * 8000;

    private byte[] codes = new byte[0];
    private int length;
    private boolean begun;
    private int ssrc;
    private int start;
    private int loud;
    private int strange;

    /** PCMU; returns whether there was something to be heard in it. */
    boolean packet(RtpPacket packet) {
        if (!begun) {
            begun = true;
            ssrc = packet.ssrc();
            start = packet.timestamp();
        }
        int at = packet.timestamp() - start;
        int size = packet.payloadLength();
        if (packet.ssrc() != ssrc || at < 0 || at + size > LONGEST) {
            strange++;
            return false;
        }
        provide(at + size);
        packet.buffer().get(packet.payloadOffset(), codes, at, size);
        length = Math.max(length, at + size);
        boolean isLoud = isLoud(at, size);
        loud += isLoud ? size : 0;
        return isLoud;
    }

    private void provide(int size) {
        if (size > codes.length) {
            int before = codes.length;
            codes = Arrays.copyOf(codes, Math.max(size, before + 4 * 8000));
            Arrays.fill(codes, before, codes.length, SILENT);
        }
    }

    private boolean isLoud(int from, int size) {
        for (int i = from; i < from + size; i++) {
            if (Math.abs(G711.PCMU.decode(codes[i])) > LOUD) {
                return true;
            }
        }
        return false;
    }

    /** Samples so far, silence among them. */
    public int length() {
        return length;
    }

    /** Samples of packets that were not silent. */
    public int loud() {
        return loud;
    }

    /** Packets that are not of the stream that came first, or far from all others of it. */
    int strange() {
        return strange;
    }

    /** 20 ms from there on, silence behind the end. */
    public short[] frame(int from) {
        short[] pcm = new short[Chord.FRAME];
        for (int i = 0; i < pcm.length && from + i < length; i++) {
            pcm[i] = G711.PCMU.decode(codes[from + i]);
        }
        return pcm;
    }
}
