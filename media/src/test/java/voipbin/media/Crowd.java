package voipbin.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import voipbin.media.rtp.RtcpPacket;
import voipbin.media.rtp.RtcpParser;
import voipbin.media.rtp.RtpPacket;

/** Many phones on one thread that only note when packets arrive. */
final class Crowd implements AutoCloseable {

    private static final class Phone {

        private int packets;
        private int gaps;
        private int sequence;
        private long before;
    }

    private final Selector selector = Selector.open();
    private final List<DatagramChannel> channels = new ArrayList<>();
    private final List<Phone> phones = new ArrayList<>();
    private final long[] deviations = new long[200_000];
    private final CountDownLatch goodbyes;
    private final RtpPacket packet = new RtpPacket();
    private final Thread thread = new Thread(this::run, "crowd");
    private int count;

    Crowd(int size) throws IOException {
        goodbyes = new CountDownLatch(size);
        for (int i = 0; i < size; i++) {
            DatagramChannel channel = DatagramChannel.open();
            channel.bind(new InetSocketAddress(RawPhone.LOOPBACK, 0)).configureBlocking(false);
            Phone phone = new Phone();
            channel.register(selector, SelectionKey.OP_READ, phone);
            channels.add(channel);
            phones.add(phone);
        }
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    byte[] offer(int i) {
        int port = channels.get(i).socket().getLocalPort();
        return ("v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio " + port + " RTP/AVP 0\r\na=rtcp-mux\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void run() {
        ByteBuffer in = ByteBuffer.allocateDirect(2048);
        try {
            while (selector.isOpen() && goodbyes.getCount() > 0) {
                selector.select(key -> read(key, in));
            }
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private void read(SelectionKey key, ByteBuffer in) {
        try {
            DatagramChannel channel = (DatagramChannel) key.channel();
            while (channel.receive(in.clear()) != null) {
                note((Phone) key.attachment(), in.flip());
            }
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private void note(Phone phone, ByteBuffer datagram) {
        if (RtpPacket.isRtcp(datagram)) {
            if (RtcpParser.parse(datagram).getLast() instanceof RtcpPacket.Goodbye) {
                goodbyes.countDown();
            }
            return;
        }
        long now = System.nanoTime();
        packet.wrap(datagram);
        if (phone.packets++ > 0) {
            phone.gaps += packet.sequence() == (phone.sequence + 1 & 0xFFFF) ? 0 : 1;
            if (count < deviations.length) {
                deviations[count++] = Math.abs(now - phone.before - 20_000_000L);
            }
        }
        phone.sequence = packet.sequence();
        phone.before = now;
    }

    void awaitGoodbyes() throws InterruptedException {
        Sessions.await(goodbyes);
        thread.join();
    }

    long packets() {
        return phones.stream().mapToLong(phone -> phone.packets).sum();
    }

    int gaps() {
        return phones.stream().mapToInt(phone -> phone.gaps).sum();
    }

    /** How far two packets' distance is from 20 ms, in milliseconds. */
    double jitter(double quantile) {
        long[] sorted = Arrays.copyOf(deviations, count);
        Arrays.sort(sorted);
        return sorted[(int) (quantile * (count - 1))] / 1e6;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }
}
