package voipbin.bench.ivr;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves {@code /LOW/HIGH/SECONDS.wav}: a chord, 8000 Hz, 16 bit. */
public final class Sounds implements AutoCloseable {

    private static final int RATE = 8000;
    private static final int HEADER = 44;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public Sounds() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Sounds::serve);
        server.setExecutor(threads);
        server.start();
    }

    public String url(Chord chord, int seconds) {
        return "http://127.0.0.1:%d/%d/%d/%d.wav"
                .formatted(server.getAddress().getPort(), chord.low(), chord.high(), seconds);
    }

    private static void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("[/.]", -1);
            Chord chord = new Chord(Integer.parseInt(path[1]), Integer.parseInt(path[2]));
            byte[] wav = wav(chord.samples(Integer.parseInt(path[3]) * RATE));
            exchange.getResponseHeaders().set("Content-Type", "audio/wav");
            exchange.sendResponseHeaders(200, wav.length);
            exchange.getResponseBody().write(wav);
        }
    }

    private static byte[] wav(short[] pcm) {
        int size = 2 * pcm.length;
        ByteBuffer wav = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + size);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        // PCM, mono, rate, bytes a second, bytes a sample, bits
        wav.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(size);
        wav.asShortBuffer().put(pcm);
        return wav.array();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
