package voipbin.platform.edge;

import java.time.Instant;
import java.util.Locale;
import voipbin.kit.json.Always;
import voipbin.sip.guard.Block;

/**
 * Where SIP messages are dropped from.
 *
 * @param source an IPv4 address, or an IPv6 network of 64 bits
 * @param reason the offence that was the last straw
 * @param count how many times in a row it has been blocked
 */
@Always
record BlockedSource(String source, String reason, int count, Instant tmBlock, Instant tmEnd) {

    static BlockedSource of(Block block) {
        return new BlockedSource(
                block.source(),
                block.reason().name().toLowerCase(Locale.ROOT),
                block.count(),
                block.since(),
                block.until());
    }
}
