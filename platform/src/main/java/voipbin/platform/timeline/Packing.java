package voipbin.platform.timeline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import voipbin.sip.trace.Masked;
import voipbin.sip.trace.TracedMessage;

/**
 * Messages as the octets of one column: deflated, since the messages of a dialog repeat each other's headers. Secrets
 * are covered before, so that they never come to the disk.
 */
final class Packing {

    /** The second one says the length of what is not kept whole; the first had no such. */
    private static final int FORMAT = 2;

    private Packing() {}

    static byte[] pack(List<TracedMessage> messages) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(2048);
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(packed, fast, 2048))) {
            out.writeByte(FORMAT);
            out.writeInt(messages.size());
            for (TracedMessage message : messages) {
                write(message, out);
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        } finally {
            fast.end();
        }
        return packed.toByteArray();
    }

    private static void write(TracedMessage message, DataOutputStream out) throws IOException {
        byte[] octets = message.isMedia() ? message.octets() : Masked.of(message.octets());
        out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, message.at()));
        out.writeUTF(message.transport());
        write(message.from(), out);
        write(message.to(), out);
        out.writeInt(octets.length);
        out.write(octets);
        out.writeInt(Math.max(octets.length, message.length()));
    }

    private static void write(InetSocketAddress address, DataOutputStream out) throws IOException {
        byte[] octets = address.getAddress().getAddress();
        out.writeByte(octets.length);
        out.write(octets);
        out.writeShort(address.getPort());
    }

    static List<TracedMessage> unpack(byte[] packed) {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(packed)))) {
            int format = in.readByte();
            if (format < 1 || format > FORMAT) {
                return List.of();
            }
            int count = in.readInt();
            List<TracedMessage> messages = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                messages.add(read(in, format));
            }
            return messages;
        } catch (IOException broken) {
            throw new UncheckedIOException("a row of sip_ladders cannot be read", broken);
        }
    }

    private static TracedMessage read(DataInputStream in, int format) throws IOException {
        Instant at = Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
        String transport = in.readUTF();
        InetSocketAddress from = address(in);
        InetSocketAddress to = address(in);
        byte[] octets = in.readNBytes(in.readInt());
        return new TracedMessage(at, transport, from, to, octets, format == 1 ? octets.length : in.readInt());
    }

    private static InetSocketAddress address(DataInputStream in) throws IOException {
        InetAddress host = InetAddress.getByAddress(in.readNBytes(in.readByte()));
        return new InetSocketAddress(host, in.readUnsignedShort());
    }
}
