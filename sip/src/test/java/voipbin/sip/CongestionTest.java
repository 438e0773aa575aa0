package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.base.ManualTime;
import voipbin.base.Reach;
import voipbin.sip.locate.Locator;
import voipbin.sip.transaction.SipTiming;
import voipbin.sip.transport.Hop;

/** When new work is turned away, on a clock of the test's own. */
class CongestionTest {

    private static final long MILLI = 1_000_000;

    private long now;
    private final Congestion congestion = new Congestion(Overload.STANDARD, () -> now);

    private void take(int messages, long each) {
        for (int i = 0; i < messages; i++) {
            congestion.taken();
            now += each * MILLI;
        }
    }

    @Test
    void aStandingQueueIsOverload() {
        take(120, 1);
        assertThat(congestion.overloaded()).as("50 ms, and then less than 100").isFalse();
        take(60, 1);
        assertThat(congestion.overloaded()).isTrue();
        congestion.drained();
        assertThat(congestion.overloaded()).isFalse();
    }

    @Test
    void aBusyLoopThatKeepsUpIsNot() {
        for (int i = 0; i < 1000; i++) {
            take(15, 1);
            congestion.drained();
        }
        assertThat(congestion.overloaded()).isFalse();
    }

    @Test
    void aSocketThatIsNeverEmptyButSoonReadIsNot() {
        for (int i = 0; i < 100; i++) {
            long sent = now;
            take(20, 1);
            congestion.drained(sent);
            take(20, 1);
        }
        assertThat(congestion.overloaded()).isFalse();
        long sent = now;
        take(300, 1);
        congestion.drained(sent);
        take(1, 1);
        assertThat(congestion.overloaded())
                .as("what is read now has waited 300 ms")
                .isTrue();
    }

    @Test
    void onePauseOfTheProcessIsNot() {
        congestion.taken();
        now += 900 * MILLI;
        take(90, 1);
        assertThat(congestion.overloaded()).isFalse();
    }

    @Test
    void aMessageThatWaitedLittleEndsIt() {
        for (int i = 0; i < 200; i++) {
            now += MILLI;
            congestion.taken(now - 60 * MILLI);
        }
        assertThat(congestion.overloaded()).isTrue();
        congestion.taken(now - 10 * MILLI);
        assertThat(congestion.overloaded()).isFalse();
    }

    @Test
    void aWayThatFallsSilentWhenItStandsIsForgotten() {
        for (int i = 0; i < 200; i++) {
            now += MILLI;
            congestion.takenFromConnection(now - 60 * MILLI);
        }
        assertThat(congestion.overloaded()).isTrue();
        congestion.drained();
        assertThat(congestion.overloaded()).as("the socket is another way").isTrue();
        now += 1_100 * MILLI;
        assertThat(congestion.overloaded()).isFalse();
    }

    @Test
    void connectionsOfALoopThatRestsHaveNotWaited() {
        List<Runnable> afterwards = new ArrayList<>();
        Rounds rounds = new Rounds(afterwards::add, () -> now);
        for (int round = 0; round < 1_000; round++) {
            congestion.takenFromConnection(rounds.arrived());
            afterwards.removeFirst().run();
            now += 10 * MILLI;
        }
        assertThat(congestion.overloaded()).isFalse();
    }

    @Test
    void connectionsOfALoopWhoseRoundsAreLongHave() {
        List<Runnable> afterwards = new ArrayList<>();
        Rounds rounds = new Rounds(afterwards::add, () -> now);
        boolean overloaded = false;
        for (int round = 0; round < 5; round++) {
            for (int connection = 0; connection < 100; connection++) {
                congestion.takenFromConnection(rounds.arrived());
                now += MILLI;
            }
            afterwards.removeFirst().run();
            overloaded = congestion.overloaded();
        }
        assertThat(overloaded).isTrue();
    }

    @Test
    void whoNeverTurnsAwayNeverDoes() {
        Congestion never = new Congestion(Overload.NEVER, () -> now);
        for (int i = 0; i < 1000; i++) {
            now += MILLI;
            never.taken(0);
        }
        assertThat(never.overloaded()).isFalse();
    }

    @Test
    void newCallsGet503AndOldOnesAreServed() {
        ManualTime time = new ManualTime();
        List<IncomingCall> calls = new ArrayList<>();
        Node wire = new Node(time, "192.0.2.1", _ -> {});
        Counters counters = new Counters();
        Tokens tokens = new Tokens(new java.util.Random(1));
        Shard.Shared shared = new Shard.Shared(
                "test",
                SipTiming.STANDARD,
                new Outbound(
                        Transports.of(wire),
                        new Reach(wire.address().getAddress(), java.util.Optional.empty()),
                        new Locator(new NoNames(), new java.util.Random(1)),
                        tokens),
                new Responses("test"));
        Shard shard = new Shard(Runnable::run, time, shared, tokens);
        Inbound inbound = new Inbound(
                shard,
                new Inbound.Works(calls::add, counters, new Conduct(java.util.Optional.empty()), PrivateHeaders.NONE),
                congestion);
        Hop peer = new Hop(wire, new java.net.InetSocketAddress("192.0.2.2", 5060));
        String request = "%s sip:bob@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK%s\r\n"
                + "From: <sip:a@b>;tag=1\r\nTo: <sip:c@d>%s\r\nCall-ID: %2$s\r\nCSeq: 1 %1$s\r\n\r\n";
        inbound.receive(request.formatted("INVITE", "old", "").getBytes(), peer);
        calls.getFirst().ring();
        String tag = wire.lastResponse().to().tag().orElseThrow();
        wire.takeSent();

        take(200, 1);
        inbound.receive(request.formatted("INVITE", "new", "").getBytes(), peer);
        assertThat(wire.lastResponse()
                        .header("Retry-After")
                        .map(Integer::parseInt)
                        .orElseThrow())
                .isBetween(1, 5);
        inbound.receive(request.formatted("REGISTER", "reg", "").getBytes(), peer);
        inbound.receive(request.formatted("ACK", "new", "").getBytes(), peer);
        inbound.receive(request.formatted("CANCEL", "old", "").getBytes(), peer);
        assertThat(tag).isNotEmpty();
        assertThat(wire.takeSent()).containsExactly("503 INVITE", "503 REGISTER", "200 CANCEL", "487 INVITE");
        assertThat(counters.counts()).containsEntry("sip.requests.turned_away", 2L);
        assertThat(shard.transactions().count()).isEqualTo(2);

        congestion.drained();
        inbound.receive(request.formatted("INVITE", "new", "").getBytes(), peer);
        assertThat(wire.takeSent()).as("a copy of what was refused").containsExactly("503 INVITE");
        inbound.receive(request.formatted("INVITE", "later", "").getBytes(), peer);
        assertThat(calls).hasSize(2);
    }
}
