package voipbin.platform.externalmedia;

import voipbin.media.codec.G711;

/** Nothing but samples as G.711 codes them, a byte each. */
record CodedSound(G711 law) implements Framing {

    @Override
    public byte[] write(short[] pcm) {
        byte[] message = new byte[pcm.length];
        law.encode(pcm, pcm.length, message);
        return message;
    }

    @Override
    public Brought read(byte[] message) {
        short[] pcm = new short[message.length];
        law.decode(message, 0, message.length, pcm);
        return pcm.length == 0 ? Brought.NOTHING : new Brought.Sound(pcm);
    }
}
