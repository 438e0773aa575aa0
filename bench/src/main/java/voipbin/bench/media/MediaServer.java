package voipbin.bench.media;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import voipbin.base.Counters;
import voipbin.base.Histogram;
import voipbin.bench.BenchFailure;
import voipbin.media.Autogroup;
import voipbin.media.MediaConfig;
import voipbin.media.MediaEngine;
import voipbin.media.MediaSession;
import voipbin.media.Negotiation;
import voipbin.media.Opening;
import voipbin.media.Room;
import voipbin.media.record.Layout;
import voipbin.media.record.Limits;
import voipbin.media.record.RecordingPlan;
import voipbin.media.record.TapeDeck;

/**
 * A process of its own: the media engine with one loop and sessions without SIP. Takes commands, a line each:
 * {@code add PART COUNT PORT…}, which answers with the ports of the new legs, whose peers are at these ports by turns;
 * {@code late}, how many turns of a phase were how many milliseconds late at most, since the start; {@code churn
 * MEGABYTES}, to allocate so many a second from now on; {@code floor}, what the kernel takes to send and to receive a
 * packet, in nanoseconds; {@code heap}, the kilobytes that live after a collection; {@code pauses}, the milliseconds of
 * all collections; {@code allocated}, the bytes that the loops have allocated so far. Ends with its input.
 */
public final class MediaServer {

    private static final int FIRST_PORT = 18_000;
    private static final int LAST_PORT = 32_000;
    private static final int IN_A_ROOM = 3;
    private static final String LOOP = "media-";
    private static final int KILO = 1000;
    private static final Pattern PORT = Pattern.compile("m=audio (\\d+)");

    private final Counters counters = new Counters();
    private final MediaEngine engine;
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final TapeDeck deck;
    private final List<MediaSession> legs = new ArrayList<>();
    private final List<Room> rooms = new ArrayList<>();
    private int recordings;

    private MediaServer(Path folder, boolean realTime) throws IOException {
        Autogroup.raise();
        engine = MediaEngine.start(new MediaConfig(loopback, FIRST_PORT, LAST_PORT, 1, realTime), counters);
        deck = TapeDeck.start(folder, counters);
    }

    /** @param arguments a folder for recordings */
    public static void main(String[] arguments) throws IOException {
        MediaServer server = new MediaServer(Path.of(arguments[0]), Boolean.parseBoolean(arguments[1]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(server.answer(line.split(" ", -1)));
            System.out.flush();
        }
        System.exit(0);
    }

    private String answer(String[] words) throws IOException {
        return switch (words[0]) {
            case "add" -> add(Part.valueOf(words[1]), Integer.parseInt(words[2]), words);
            case "churn" -> churn(Integer.parseInt(words[1]));
            case "floor" -> floor();
            case "heap" -> Long.toString(heap());
            case "allocated" -> Long.toString(allocated());
            case "late" -> late();
            case "pauses" -> Long.toString(pauses());
            default -> throw new BenchFailure("no such command: " + words[0]);
        };
    }

    private String add(Part part, int count, String[] words) throws IOException {
        StringBuilder ports = new StringBuilder();
        for (int i = 0; i < count * part.legs; i++) {
            boolean opus = part == Part.OPUS && i % 2 == 0;
            int peer = Integer.parseInt(words[3 + legs.size() % (words.length - 3)]);
            ports.append(leg(peer, opus)).append(' ');
            connect(part);
        }
        return ports.toString().strip();
    }

    private int leg(int peer, boolean opus) {
        if (!(engine.open(loopback) instanceof Opening.Opened(MediaSession session))) {
            throw new BenchFailure("no port left after " + legs.size());
        }
        String format = opus ? "111\r\na=rtpmap:111 opus/48000/2" : "0";
        String offer = "v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio %d RTP/AVP %s\r\na=rtcp-mux\r\n".formatted(peer, format);
        Negotiation made = session.answer(offer.getBytes(StandardCharsets.UTF_8), List.of(opus ? "opus" : "PCMU"));
        if (!(made instanceof Negotiation.Agreed agreed)) {
            throw new BenchFailure("not agreed: " + made);
        }
        legs.add(session);
        Matcher port = PORT.matcher(new String(agreed.sdp(), StandardCharsets.UTF_8));
        if (!port.find()) {
            throw new BenchFailure("no port in the answer");
        }
        return Integer.parseInt(port.group(1));
    }

    private void connect(Part part) throws IOException {
        MediaSession last = legs.getLast();
        switch (part) {
            case PLAY -> last.play(new Sound(), _ -> {});
            case ECHO -> last.echo();
            case BRIDGE, OPUS -> bridge();
            case RECORD -> {
                if (bridge()) {
                    record(last);
                }
            }
            case ROOM -> join(last, Integer.MAX_VALUE);
            case THREE -> join(last, IN_A_ROOM);
        }
    }

    private boolean bridge() {
        boolean both = legs.size() % 2 == 0;
        if (both) {
            legs.get(legs.size() - 2).bridge(legs.getLast());
        }
        return both;
    }

    private void record(MediaSession leg) throws IOException {
        leg.tap(deck.open(new RecordingPlan("call" + recordings++, Layout.STEREO, Limits.NONE)));
    }

    private void join(MediaSession leg, int most) {
        if (rooms.isEmpty() || (legs.size() - 1) % most == 0) {
            rooms.add(engine.room());
        }
        rooms.getLast().join(leg);
    }

    /** What calls that come and go, the API and the database would allocate, some of which lives for a second. */
    private static String churn(int megabytes) {
        Thread.ofPlatform().daemon().name("churn").start(() -> {
            byte[][] kept = new byte[megabytes * KILO][];
            for (int at = 0; ; at = (at + 1) % kept.length) {
                kept[at] = new byte[KILO];
                if (at % megabytes == 0) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        });
        return "ok";
    }

    private static String floor() throws IOException {
        long[] nanos = Floor.measure();
        return nanos[0] + " " + nanos[1];
    }

    private String late() {
        Histogram lateness = Objects.requireNonNull(counters.spreads().get("media.tick_lateness_milliseconds"));
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < lateness.bounds().size(); i++) {
            said.append(lateness.bounds().get(i))
                    .append(' ')
                    .append(lateness.upTo().get(i))
                    .append(' ');
        }
        return said + "Infinity " + lateness.upTo().getLast();
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1024;
    }

    private static long pauses() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(LOOP))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.threadId()))
                .sum();
    }
}
