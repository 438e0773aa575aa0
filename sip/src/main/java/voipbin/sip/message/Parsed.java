package voipbin.sip.message;

import java.util.List;

/** What a datagram turned out to be. */
public sealed interface Parsed {

    /** A message that keeps the grammar as far as this stack reads it. */
    record Good(Message message) implements Parsed {}

    /**
     * A request that breaks the grammar, but says enough to be answered.
     *
     * @param status 400, or 505 for another SIP version
     * @param why a phrase for the status line
     * @param headers Via, From, To, Call-ID and CSeq, as they came
     */
    record Bad(int status, String why, List<Header> headers) implements Parsed {}

    /** Nothing that could be answered. */
    record Garbage(String why) implements Parsed {}

    /** Only line ends or zero octets: a phone keeps its NAT open. */
    record KeepAlive() implements Parsed {}
}
