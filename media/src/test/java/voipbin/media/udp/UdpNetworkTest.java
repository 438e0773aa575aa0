package voipbin.media.udp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ways do the same. */
@ParameterizedClass(name = "{0}")
@MethodSource("networks")
final class UdpNetworkTest {

    private static final String V4 = "127.0.0.1";
    private static final String V6 = "::1";

    static List<UdpNetwork> networks() {
        return Libc.isHere() ? List.of(new JavaUdp(), new LinuxUdp()) : List.of(new JavaUdp());
    }

    private record Heard(String text, SocketAddress source) {}

    private final UdpNetwork network;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();

    UdpNetworkTest(UdpNetwork network) {
        this.network = network;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private Poller poller() throws IOException {
        Poller poller = network.poller();
        open.add(poller::close);
        return poller;
    }

    private UdpSocket socket(String address, int port) throws IOException {
        UdpSocket socket = network.open(InetAddress.getByName(address), port);
        open.add(socket::close);
        return socket;
    }

    private DatagramSocket peer(String address) throws IOException {
        DatagramSocket peer = new DatagramSocket(new InetSocketAddress(address, 0));
        peer.setSoTimeout(5000);
        open.add(peer);
        return peer;
    }

    private static int freePort() throws IOException {
        try (DatagramSocket free = new DatagramSocket(0)) {
            return free.getLocalPort();
        }
    }

    private void hear(ByteBuffer packet, SocketAddress source) {
        byte[] bytes = new byte[packet.remaining()];
        packet.get(bytes);
        heard.add(new Heard(new String(bytes, UTF_8), source));
    }

    private static void say(DatagramSocket peer, String text, String address, int port) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        peer.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(address, port)));
    }

    private static DatagramPacket next(DatagramSocket peer) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[3000], 3000);
        peer.receive(packet);
        return packet;
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }

    /** Both are ours, since the JDK itself may be told to do without IPv6. */
    private void converses(String bound, String peers) throws IOException {
        int port = freePort();
        int peerPort = freePort();
        Poller poller = poller();
        UdpSocket socket = socket(bound, port);
        poller.register(socket, this::hear);
        Poller other = poller();
        UdpSocket peer = socket(peers, peerPort);
        other.register(peer, this::hear);
        InetSocketAddress here = new InetSocketAddress(peers, port);
        assertThat(peer.send(bytes("hello"), here)).isTrue();
        assertThat(poller.poll(5000)).isEqualTo(1);
        assertThat(peer.send(bytes(""), here)).isTrue();
        poller.poll(5000);
        InetSocketAddress there = new InetSocketAddress(peers, peerPort);
        assertThat(heard).containsExactly(new Heard("hello", there), new Heard("", there));
        ByteBuffer direct = ByteBuffer.allocateDirect(100).put(bytes("..back"));
        assertThat(socket.send(direct.flip().position(2), heard.getFirst().source()))
                .isTrue();
        assertThat(socket.send(bytes("again"), there)).isTrue();
        other.poll(5000);
        other.poll(5000);
        assertThat(heard.subList(2, heard.size())).containsExactly(new Heard("back", here), new Heard("again", here));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    /** The JDK can be told to do without it, as these tests' is. */
    private void needsIpv6() throws IOException {
        try {
            network.open(InetAddress.getByName(V6), 0).close();
        } catch (UnsupportedOperationException without) {
            assumeTrue(network instanceof LinuxUdp, "IPv6");
        }
    }

    @Test
    void speaksOverIpv4() throws IOException {
        converses(V4, V4);
    }

    @Test
    void speaksOverIpv6() throws IOException {
        needsIpv6();
        converses(V6, V6);
    }

    @Test
    void aSocketOfIpv6SpeaksOverIpv4Too() throws IOException {
        needsIpv6();
        converses("::", V4);
    }

    @Test
    void tellsTheSameSourceByTheSameObject() throws IOException {
        int port = freePort();
        Poller poller = poller();
        poller.register(socket(V4, port), this::hear);
        DatagramSocket one = peer(V4);
        DatagramSocket other = peer(V4);
        for (DatagramSocket peer : List.of(one, one, other, one)) {
            say(peer, "x", V4, port);
            poller.poll(5000);
        }
        assertThat(heard.get(1).source()).isSameAs(heard.get(0).source());
        assertThat(heard.get(2).source()).isEqualTo(other.getLocalSocketAddress());
        assertThat(heard.get(3).source()).isEqualTo(one.getLocalSocketAddress());
    }

    @Test
    void speaksToOneAndAnotherByTurns() throws IOException {
        Poller poller = poller();
        UdpSocket socket = socket(V4, 0);
        poller.register(socket, this::hear);
        DatagramSocket one = peer(V4);
        DatagramSocket other = peer(V4);
        for (int i = 0; i < 3; i++) {
            assertThat(socket.send(bytes("1"), one.getLocalSocketAddress())).isTrue();
            assertThat(socket.send(bytes("2"), other.getLocalSocketAddress())).isTrue();
        }
        for (int i = 0; i < 3; i++) {
            assertThat(text(next(one))).isEqualTo("1");
            assertThat(text(next(other))).isEqualTo("2");
        }
    }

    @Test
    void givesOnePacketOfASocketAtATime() throws IOException {
        int port = freePort();
        int second = freePort();
        Poller poller = poller();
        poller.register(socket(V4, port), this::hear);
        poller.register(socket(V4, second), this::hear);
        DatagramSocket peer = peer(V4);
        say(peer, "1", V4, port);
        say(peer, "2", V4, port);
        say(peer, "other", V4, second);
        assertThat(poller.poll(5000)).isEqualTo(2);
        assertThat(heard).extracting(Heard::text).containsExactlyInAnyOrder("1", "other");
        assertThat(poller.poll(0)).isEqualTo(1);
        assertThat(heard).extracting(Heard::text).contains("2");
        assertThat(poller.poll(0)).isZero();
    }

    @Test
    void whatCannotBeSentIsRefused() throws IOException {
        Poller poller = poller();
        UdpSocket socket = socket(V4, 0);
        poller.register(socket, this::hear);
        ByteBuffer packet = ByteBuffer.wrap(new byte[10]);
        DatagramSocket peer = peer(V4);
        assertThat(socket.send(packet.rewind(), new InetSocketAddress(V6, 4000)))
                .isFalse();
        assertThat(socket.send(packet.rewind(), InetSocketAddress.createUnresolved("nowhere.invalid", 4000)))
                .isFalse();
        assertThat(socket.send(ByteBuffer.allocate(70_000), peer.getLocalSocketAddress()))
                .isFalse();
        assertThat(socket.send(packet.rewind(), peer.getLocalSocketAddress())).isTrue();
        socket.close();
        assertThat(socket.send(packet.rewind(), peer.getLocalSocketAddress())).isFalse();
    }

    @Test
    void aPortThatIsTakenOrNotOursIsSaidToBe() throws IOException {
        int port = freePort();
        UdpSocket first = socket(V4, port);
        assertThatThrownBy(() -> socket(V4, port)).isInstanceOf(BindException.class);
        assertThatThrownBy(() -> socket("192.0.2.1", 0)).isInstanceOf(BindException.class);
        first.close();
        socket(V4, port);
    }

    @Test
    void whoHasClosedHearsNothingMore() throws IOException {
        int port = freePort();
        Poller poller = poller();
        UdpSocket socket = socket(V4, port);
        poller.register(socket, this::hear);
        say(peer(V4), "late", V4, port);
        socket.close();
        socket.close();
        assertThat(poller.poll(50)).isZero();
        assertThat(heard).isEmpty();
        UdpSocket again = socket(V4, port);
        poller.register(again, this::hear);
        say(peer(V4), "new", V4, port);
        poller.poll(5000);
        assertThat(heard).extracting(Heard::text).containsExactly("new");
    }

    @Test
    void aReceiverMayCloseAnotherThatHasAPacketToo() throws IOException {
        Poller poller = poller();
        List<UdpSocket> pair = new ArrayList<>();
        DatagramSocket peer = peer(V4);
        int[] ports = {freePort(), freePort()};
        for (int port : ports) {
            UdpSocket socket = socket(V4, port);
            pair.add(socket);
            poller.register(socket, (packet, source) -> {
                hear(packet, source);
                pair.forEach(UdpSocket::close);
            });
        }
        for (int port : ports) {
            say(peer, "x", V4, port);
        }
        poller.poll(5000);
        poller.poll(0);
        assertThat(heard).hasSize(1);
    }

    @Test
    void isWokenFromAnotherThread() throws Exception {
        Poller poller = poller();
        CompletableFuture<Void> woken = CompletableFuture.runAsync(() -> {
            try {
                poller.poll(-1);
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        });
        poller.wakeUp();
        woken.get(5, TimeUnit.SECONDS);
        long began = System.nanoTime();
        poller.poll(30);
        assertThat(System.nanoTime() - began).isGreaterThan(20_000_000L);
    }

    @Test
    void wakingAClosedOneDoesNothing() throws IOException {
        Poller poller = poller();
        poller.close();
        poller.wakeUp();
        poller.close();
    }

    @Test
    void hearsMoreThanItAsksForAtOnce() throws IOException {
        Poller poller = poller();
        DatagramSocket peer = peer(V4);
        int sockets = 700;
        for (int i = 0; i < sockets; i++) {
            int port = freePort();
            poller.register(socket(V4, port), this::hear);
            say(peer, Integer.toString(i), V4, port);
        }
        int polls = 0;
        while (heard.size() < sockets && polls++ < 10) {
            poller.poll(100);
        }
        assertThat(heard).extracting(Heard::text).doesNotHaveDuplicates().hasSize(sockets);
    }
}
