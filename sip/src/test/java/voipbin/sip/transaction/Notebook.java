package voipbin.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import voipbin.base.ManualTime;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.message.SipUri;
import voipbin.sip.transport.Hop;
import voipbin.sip.transport.Transport;

/** A wire, a clock and a notebook for tests of transactions: each line is the milliseconds and what happened. */
abstract class Notebook {

    final ManualTime time = new ManualTime();
    private final Instant start = time.instant();
    final List<String> log = new ArrayList<>();
    final Transactions transactions = new Transactions(time, SipTiming.STANDARD, Runnable::run);
    Optional<String> refusal = Optional.empty();

    private final class Wire implements Transport {

        private final boolean reliable;

        Wire(boolean reliable) {
            this.reliable = reliable;
        }

        @Override
        public String name() {
            return reliable ? "TCP" : "UDP";
        }

        @Override
        public boolean reliable() {
            return reliable;
        }

        @Override
        public InetSocketAddress address() {
            return new InetSocketAddress("192.0.2.1", 5060);
        }

        @Override
        public void send(byte[] message, InetSocketAddress to, Consumer<String> failed) {
            String text = new String(message, StandardCharsets.UTF_8);
            String[] words = text.split(" ", 3);
            note(words[0].equals("SIP/2.0") ? words[1] : words[0]);
            refusal.ifPresent(failed);
        }

        @Override
        public void close() {}
    }

    final ClientListener client = new ClientListener() {
        @Override
        public void onResponse(Response response, Hop source) {
            note("told " + response.status());
        }

        @Override
        public void onTimeout() {
            note("timeout");
        }

        @Override
        public void onUnreachable(String why) {
            note("unreachable " + why);
        }
    };

    private void note(String what) {
        log.add(Duration.between(start, time.instant()).toMillis() + " " + what);
    }

    Hop hop(boolean reliable) {
        return new Hop(new Wire(reliable), new InetSocketAddress("192.0.2.2", 5060));
    }

    static Request request(Method method) {
        return request(method, "z9hG4bK1");
    }

    static Request request(Method method, String branch) {
        Headers headers = Headers.builder()
                .add("Via", "SIP/2.0/UDP 192.0.2.1;branch=" + branch)
                .add("From", "<sip:a@b>;tag=1")
                .add("To", "<sip:c@d>")
                .add("Call-ID", "x")
                .add("CSeq", "1 " + (method.equals(Method.ACK) ? "ACK" : method.name()))
                .build();
        return Request.of(method, SipUri.of("c", "d"), headers);
    }

    static Response response(Request to, int status) {
        return Response.of(status, "Word", to.headers());
    }

    void advance(long millis) {
        time.advance(Duration.ofMillis(millis));
    }

    void assertGone() {
        assertThat(transactions.count()).isZero();
        assertThat(time.pending()).isZero();
    }
}
