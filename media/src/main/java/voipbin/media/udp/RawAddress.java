package voipbin.media.udp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * An address as Java has it and as the system does ({@code struct sockaddr_in}, {@code sockaddr_in6}), translated only
 * when it changes. Confined to one thread.
 */
final class RawAddress {

    /** Bytes of a {@code sockaddr_in6}, in whole longs. */
    static final int SIZE = 32;

    private static final int LENGTH_IN = 16;
    private static final int LENGTH_IN6 = 28;
    private static final int HOST_IN6 = 8;
    private static final int SCOPE = 24;
    private static final int MAPPED = 0xFFFF;

    private static final ValueLayout.OfLong NATIVE = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt NATIVE_INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfInt NETWORK_INT = NATIVE_INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort NATIVE_SHORT = ValueLayout.JAVA_SHORT;
    private static final ValueLayout.OfShort NETWORK_SHORT = NATIVE_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private final int family;
    private @Nullable SocketAddress known;
    /** Family, port and flow or IPv4 address; the IPv6 address; its scope. */
    private long first;

    private long high;
    private long low;
    private int scope;

    /** @param family of the socket that it is for */
    RawAddress(int family) {
        this.family = family;
    }

    static int familyOf(InetAddress address) {
        return address instanceof Inet4Address ? Libc.AF_INET : Libc.AF_INET6;
    }

    int length() {
        return family == Libc.AF_INET ? LENGTH_IN : LENGTH_IN6;
    }

    /** Writes it where the system will read it; false when such a socket cannot speak to that address. */
    boolean write(SocketAddress address, MemorySegment raw) {
        if (address != known && !(address instanceof InetSocketAddress inet && take(inet, raw))) {
            return false;
        }
        raw.set(NATIVE, 0, first);
        raw.set(NATIVE, HOST_IN6, high);
        if (family == Libc.AF_INET6) {
            raw.set(NATIVE, 2L * Long.BYTES, low);
            raw.set(NATIVE_INT, SCOPE, scope);
        }
        return true;
    }

    private boolean take(InetSocketAddress address, MemorySegment raw) {
        InetAddress host = address.getAddress();
        if (host == null || family == Libc.AF_INET && !(host instanceof Inet4Address)) {
            return false;
        }
        raw.fill((byte) 0);
        raw.set(NATIVE_SHORT, 0, (short) family);
        raw.set(NETWORK_SHORT, 2, (short) address.getPort());
        byte[] bytes = host.getAddress();
        if (family == Libc.AF_INET) {
            MemorySegment.copy(bytes, 0, raw, ValueLayout.JAVA_BYTE, 4, bytes.length);
        } else if (host instanceof Inet6Address six) {
            MemorySegment.copy(bytes, 0, raw, ValueLayout.JAVA_BYTE, HOST_IN6, bytes.length);
            raw.set(NATIVE_INT, SCOPE, six.getScopeId());
        } else {
            // RFC 4291 §2.5.5.2
            raw.set(NETWORK_INT, 16, MAPPED);
            MemorySegment.copy(bytes, 0, raw, ValueLayout.JAVA_BYTE, 20, bytes.length);
        }
        remember(raw);
        known = address;
        return true;
    }

    private void remember(MemorySegment raw) {
        first = raw.get(NATIVE, 0);
        high = raw.get(NATIVE, HOST_IN6);
        low = raw.get(NATIVE, 2L * Long.BYTES);
        scope = raw.get(NATIVE_INT, SCOPE);
    }

    /** What the system wrote there: the same object as long as it is the same address. */
    SocketAddress read(MemorySegment raw) {
        SocketAddress before = known;
        if (before != null && isRemembered(raw)) {
            return before;
        }
        SocketAddress now = translated(raw);
        remember(raw);
        known = now;
        return now;
    }

    private boolean isRemembered(MemorySegment raw) {
        if (raw.get(NATIVE, 0) != first) {
            return false;
        }
        return family == Libc.AF_INET
                || raw.get(NATIVE, HOST_IN6) == high
                        && raw.get(NATIVE, 2L * Long.BYTES) == low
                        && raw.get(NATIVE_INT, SCOPE) == scope;
    }

    private InetSocketAddress translated(MemorySegment raw) {
        byte[] bytes = new byte[family == Libc.AF_INET ? 4 : 16];
        MemorySegment.copy(raw, ValueLayout.JAVA_BYTE, family == Libc.AF_INET ? 4 : HOST_IN6, bytes, 0, bytes.length);
        int port = Short.toUnsignedInt(raw.get(NETWORK_SHORT, 2));
        int zone = family == Libc.AF_INET ? 0 : raw.get(NATIVE_INT, SCOPE);
        try {
            // of a mapped address this makes the IPv4 address that it is
            InetAddress host = InetAddress.getByAddress(bytes);
            boolean zoned = host instanceof Inet6Address && zone != 0;
            return new InetSocketAddress(zoned ? Inet6Address.getByAddress(null, bytes, zone) : host, port);
        } catch (UnknownHostException neverOfThatLength) {
            throw new IllegalStateException(neverOfThatLength);
        }
    }
}
