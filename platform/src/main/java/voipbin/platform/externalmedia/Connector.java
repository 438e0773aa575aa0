package voipbin.platform.externalmedia;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import voipbin.base.Reach;
import voipbin.kit.outward.HostPort;
import voipbin.kit.outward.OutwardSockets;
import voipbin.kit.outward.OutwardWebSocket;
import voipbin.media.MediaEngine;
import voipbin.media.MediaSession;
import voipbin.media.Negotiation;
import voipbin.media.Opening;
import voipbin.media.Source;
import voipbin.media.codec.Codec;

/** Connects who stands beside a call with a server of the customer's. Blocks, and ends by the bystander's close. */
record Connector(OutwardSockets sockets, MediaEngine engine, Reach reach, RandomGenerator random) {

    /** @throws IOException when nobody is there, or may be reached, or the connection breaks */
    void connect(Terms.Way way, Bystander bystander) throws IOException, InterruptedException {
        switch (way) {
            case Terms.Way.Rtp(HostPort to, Codec codec) -> rtp(sockets.resolve(to), codec, bystander);
            case Terms.Way.Tcp tcp -> {
                try (Line line = new AudioSocketLine(sockets.connect(tcp.to()), tcp.id())) {
                    carry(line, new AudioSocket(), bystander);
                }
            }
            case Terms.Way.Web web -> {
                try (Line line = new WebLine(OutwardWebSocket.open(sockets, web.to(), random))) {
                    carry(line, web.framing(), bystander);
                }
            }
        }
    }

    private static void carry(Line line, Framing framing, Bystander bystander)
            throws IOException, InterruptedException {
        Thread.ofVirtual().name("external-media-reads").start(() -> bring(line, framing, bystander));
        short[] heard = new short[Source.FRAME];
        while (bystander.next(heard)) {
            line.send(framing.write(heard));
        }
    }

    private static void bring(Line line, Framing framing, Bystander bystander) {
        try {
            boolean goesOn = true;
            while (goesOn) {
                Optional<byte[]> message = line.read();
                goesOn = message.isPresent() && brought(framing.read(message.get()), bystander);
            }
        } catch (IOException broken) {
            // who sends notices too
        } catch (InterruptedException nobodyInterruptsIt) {
            Thread.currentThread().interrupt();
        } finally {
            bystander.close();
        }
    }

    private static boolean brought(Framing.Brought what, Bystander bystander) throws InterruptedException {
        return switch (what) {
            case Framing.Brought.Sound(short[] pcm) -> bystander.say(pcm, pcm.length);
            case Framing.Brought.Nothing _ -> true;
            case Framing.Brought.End _ -> false;
        };
    }

    /** A party of the media engine: it keeps time, decodes, and waits for packets as for any phone's. */
    private void rtp(InetSocketAddress to, Codec codec, Bystander bystander) throws IOException, InterruptedException {
        try (MediaSession party = open(to)) {
            party.offer(List.of(codec.name()));
            if (party.accept(answer(to, codec)) instanceof Negotiation.Refused(String why)) {
                throw new IOException(why);
            }
            party.play(pcm -> bystander.takeNow(pcm) ? Source.FRAME : 0, _ -> {});
            party.listen(bystander::sayNow);
            bystander.awaitClose();
        }
    }

    private MediaSession open(InetSocketAddress to) throws IOException {
        return switch (engine.open(reach.towards(to.getAddress()))) {
            case Opening.Opened(MediaSession session) -> session;
            case Opening.NoPortLeft _ -> throw new IOException("no port is left for it");
        };
    }

    /** What the other side would answer if it were asked (RFC 8866 §5). */
    private static byte[] answer(InetSocketAddress to, Codec codec) {
        InetAddress address = to.getAddress();
        String network = "IN IP" + (address.getAddress().length == 4 ? 4 : 6) + " " + address.getHostAddress();
        return ("v=0\r\no=- 0 0 " + network + "\r\ns=-\r\nc=" + network + "\r\nt=0 0\r\nm=audio " + to.getPort()
                        + " RTP/AVP " + codec.payloadType() + "\r\na=rtpmap:" + codec.payloadType() + " "
                        + codec.encoding() + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
