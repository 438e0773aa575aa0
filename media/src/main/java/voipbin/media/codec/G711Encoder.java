package voipbin.media.codec;

/** 20 ms of G.711 are 160 bytes. */
record G711Encoder(G711 law) implements Encoder {

    @Override
    public int rate() {
        return 8000;
    }

    @Override
    public int encode(short[] pcm, byte[] payload) {
        law.encode(pcm, 160, payload);
        return 160;
    }
}
