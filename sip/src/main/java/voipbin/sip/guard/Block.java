package voipbin.sip.guard;

import java.time.Instant;

/**
 * A source whose messages are dropped.
 *
 * @param source an IPv4 address, or an IPv6 network of 64 bits
 * @param reason the offence that was the last straw
 * @param count how many times it has been blocked
 */
public record Block(String source, Offence reason, Instant since, Instant until, int count) {}
