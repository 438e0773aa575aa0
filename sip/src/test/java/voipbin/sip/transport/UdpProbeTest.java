package voipbin.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UdpProbeTest {

    private static final int WAITING = 200;

    @Test
    void tellsThatWhatHadArrivedHasBeenReadAndIsSeenByNobody() throws IOException, InterruptedException {
        MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        UdpTransport transport =
                UdpTransport.open(any, loop, new UdpTransport.Watch(SipTrace.NONE, InstantSource.system()));
        try (DatagramSocket phone = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < WAITING; i++) {
                phone.send(new DatagramPacket(new byte[] {1}, 1, transport.address()));
            }
            AtomicInteger received = new AtomicInteger();
            CountDownLatch read = new CountDownLatch(1);
            CountDownLatch emptied = new CountDownLatch(1);
            transport.start(new Receiver() {
                @Override
                public void received(byte[] message, Hop from) {
                    assertThat(message).hasSize(1);
                    received.incrementAndGet();
                }

                @Override
                public Runnable mark() {
                    return read::countDown;
                }

                @Override
                public void drained() {
                    emptied.countDown();
                }
            });
            assertThat(read.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(emptied.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(received).hasValue(WAITING);
        } finally {
            transport.close();
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }
}
