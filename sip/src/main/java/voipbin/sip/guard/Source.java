package voipbin.sip.guard;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Who sends, as far as it can be told apart: an IPv4 address, or the /64 of an IPv6 one, since whoever has one address
 * of it has all of them.
 */
record Source(boolean version6, long prefix) {

    static Source of(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length == 4
                ? new Source(false, ByteBuffer.wrap(octets).getInt())
                : new Source(true, ByteBuffer.wrap(octets).getLong());
    }

    /** {@code 192.0.2.1} or {@code 2001:db8:0:1::/64}. */
    @Override
    public String toString() {
        return version6
                ? "%x:%x:%x:%x::/64".formatted(part(48), part(32), part(16), part(0))
                : "%d.%d.%d.%d"
                        .formatted(prefix >>> 24 & 0xff, prefix >>> 16 & 0xff, prefix >>> 8 & 0xff, prefix & 0xff);
    }

    private long part(int shift) {
        return prefix >>> shift & 0xffff;
    }
}
