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
import org.junit.jupiter.api.Test;
import voipbin.base.ManualTime;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.message.SipUri;
import voipbin.sip.transport.Hop;
import voipbin.sip.transport.Transport;

/** When each transaction sends, tells and ends, by the RFC's figures. */
class TransactionsTest {

    private final ManualTime time = new ManualTime();
    private final Instant start = time.instant();
    private final List<String> log = new ArrayList<>();
    private final Transactions transactions = new Transactions(time, SipTiming.STANDARD, Runnable::run);
    private Optional<String> refusal = Optional.empty();

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

    private final ClientListener client = new ClientListener() {
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

    private Hop hop(boolean reliable) {
        return new Hop(new Wire(reliable), new InetSocketAddress("192.0.2.2", 5060));
    }

    private static Request request(Method method) {
        return request(method, "z9hG4bK1");
    }

    private static Request request(Method method, String branch) {
        Headers headers = Headers.builder()
                .add("Via", "SIP/2.0/UDP 192.0.2.1;branch=" + branch)
                .add("From", "<sip:a@b>;tag=1")
                .add("To", "<sip:c@d>")
                .add("Call-ID", "x")
                .add("CSeq", "1 " + (method.equals(Method.ACK) ? "ACK" : method.name()))
                .build();
        return Request.of(method, SipUri.of("c", "d"), headers);
    }

    private static Response response(Request to, int status) {
        return Response.of(status, "Word", to.headers());
    }

    private void advance(long millis) {
        time.advance(Duration.ofMillis(millis));
    }

    @Test
    void anInviteIsRepeatedAtDoublingIntervalsAndGivenUpAfter32Seconds() {
        transactions.send(request(Method.INVITE), hop(false), client);
        advance(40_000);
        assertThat(log)
                .containsExactly(
                        "0 INVITE",
                        "500 INVITE",
                        "1500 INVITE",
                        "3500 INVITE",
                        "7500 INVITE",
                        "15500 INVITE",
                        "31500 INVITE",
                        "32000 timeout");
        assertGone();
    }

    @Test
    void anInviteOverAReliableTransportIsSentOnce() {
        transactions.send(request(Method.INVITE), hop(true), client);
        advance(40_000);
        assertThat(log).containsExactly("0 INVITE", "32000 timeout");
        assertGone();
    }

    @Test
    void aProvisionalResponseStopsTheRepetitionsForGood() {
        Request invite = request(Method.INVITE);
        transactions.send(invite, hop(false), client);
        transactions.receive(response(invite, 180), hop(false));
        advance(300_000);
        assertThat(log).containsExactly("0 INVITE", "0 told 180");
        transactions.receive(response(invite, 486), hop(false));
        transactions.receive(response(invite, 486), hop(false));
        advance(31_999);
        assertThat(transactions.count()).as("timer D").isOne();
        advance(1);
        assertThat(log).containsExactly("0 INVITE", "0 told 180", "300000 ACK", "300000 told 486", "300000 ACK");
        assertGone();
    }

    @Test
    void aFailureOverAReliableTransportEndsItAtOnce() {
        Request invite = request(Method.INVITE);
        transactions.send(invite, hop(true), client);
        transactions.receive(response(invite, 486), hop(true));
        advance(0);
        assertGone();
    }

    @Test
    void eachSuccessIsToldFor64T1() {
        Request invite = request(Method.INVITE);
        transactions.send(invite, hop(false), client);
        transactions.receive(response(invite, 200), hop(false));
        advance(31_999);
        transactions.receive(response(invite, 200), hop(false));
        advance(1);
        assertThat(transactions.receive(response(invite, 200), hop(false))).isFalse();
        assertThat(log).containsExactly("0 INVITE", "0 told 200", "31999 told 200");
        assertGone();
    }

    @Test
    void anotherRequestIsRepeatedAtMostEveryT2() {
        transactions.send(request(Method.OPTIONS), hop(false), client);
        advance(40_000);
        assertThat(log)
                .containsExactly(
                        "0 OPTIONS",
                        "500 OPTIONS",
                        "1500 OPTIONS",
                        "3500 OPTIONS",
                        "7500 OPTIONS",
                        "11500 OPTIONS",
                        "15500 OPTIONS",
                        "19500 OPTIONS",
                        "23500 OPTIONS",
                        "27500 OPTIONS",
                        "31500 OPTIONS",
                        "32000 timeout");
        assertGone();
    }

    @Test
    void anotherRequestKeepsAskingSlowlyAfterAProvisionalResponse() {
        Request options = request(Method.OPTIONS);
        transactions.send(options, hop(false), client);
        advance(100);
        transactions.receive(response(options, 100), hop(false));
        advance(4_400);
        assertThat(log).containsExactly("0 OPTIONS", "100 told 100", "500 OPTIONS", "4500 OPTIONS");
        transactions.receive(response(options, 404), hop(false));
        transactions.receive(response(options, 404), hop(false));
        advance(4_999);
        assertThat(transactions.count()).as("timer K").isOne();
        advance(1);
        assertThat(log).hasSize(5).endsWith("4500 told 404");
        assertGone();
    }

    @Test
    void aRefusalOfTheNetworkIsTold() {
        refusal = Optional.of("no route");
        transactions.send(request(Method.OPTIONS), hop(false), client);
        advance(0);
        assertThat(log).contains("0 unreachable no route");
        assertGone();
    }

    @Test
    void aFailureToAnInviteIsRepeatedUntilItsAck() {
        Request invite = request(Method.INVITE);
        ServerTransaction transaction = transactions.accept(invite, hop(false));
        assertThat(transactions.receive(invite))
                .as("absorbed while there is nothing to say")
                .isTrue();
        transaction.respond(response(invite, 180));
        transactions.receive(invite);
        transaction.respond(response(invite, 486));
        transaction.respond(response(invite, 200));
        advance(3_600);
        transactions.receive(invite);
        transactions.receive(request(Method.ACK));
        transactions.receive(request(Method.ACK));
        advance(4_999);
        assertThat(transactions.count()).as("timer I").isOne();
        advance(1);
        assertThat(log).containsExactly("0 180", "0 180", "0 486", "500 486", "1500 486", "3500 486", "3600 486");
        assertGone();
    }

    @Test
    void aFailureThatNobodyAcknowledgesIsForgottenAfter64T1() {
        Request invite = request(Method.INVITE);
        transactions.accept(invite, hop(false)).respond(response(invite, 486));
        advance(31_999);
        assertThat(log).hasSize(11).endsWith("31500 486");
        advance(1);
        assertGone();
    }

    @Test
    void anAnsweredInviteAbsorbsRepetitionsFor64T1() {
        Request invite = request(Method.INVITE);
        ServerTransaction transaction = transactions.accept(invite, hop(false));
        List<String> acks = new ArrayList<>();
        transaction.listener(new ServerListener() {
            @Override
            public void onAck(Request ack) {
                acks.add("ack");
            }
        });
        transaction.respond(response(invite, 200));
        transactions.receive(invite);
        transaction.respond(response(invite, 200));
        transaction.respond(response(invite, 486));
        transactions.receive(request(Method.ACK));
        assertThat(log).containsExactly("0 200", "0 200");
        assertThat(acks).hasSize(1);
        advance(32_000);
        assertGone();
    }

    @Test
    void anotherRequestIsAnsweredAgainFor64T1() {
        Request options = request(Method.OPTIONS);
        ServerTransaction transaction = transactions.accept(options, hop(false));
        transactions.receive(options);
        transaction.respond(response(options, 200));
        transaction.respond(response(options, 404));
        advance(31_999);
        assertThat(transactions.receive(options)).isTrue();
        advance(1);
        assertThat(transactions.receive(options)).isFalse();
        assertThat(log).containsExactly("0 200", "31999 200");
        assertGone();
    }

    @Test
    void aDroppedRequestIsMetWithSilence() {
        Request options = request(Method.OPTIONS);
        transactions.accept(options, hop(false)).drop();
        advance(10_000);
        assertThat(transactions.receive(options)).isTrue();
        advance(22_000);
        assertThat(log).isEmpty();
        assertGone();
    }

    @Test
    void aPeerOfRfc2543IsMatchedWithoutABranch() {
        Request invite = request(Method.INVITE, "1");
        transactions.accept(invite, hop(false)).respond(response(invite, 486));
        assertThat(transactions.receive(request(Method.INVITE, "1"))).isTrue();
        assertThat(transactions.receive(request(Method.ACK, "1"))).isTrue();
        assertThat(transactions.receive(request(Method.BYE, "1"))).isFalse();
        advance(5_000);
        assertGone();
    }

    @Test
    void aStrayResponseHasNoTransaction() {
        assertThat(transactions.receive(response(request(Method.OPTIONS), 200), hop(false)))
                .isFalse();
    }

    private void assertGone() {
        assertThat(transactions.count()).isZero();
        assertThat(time.pending()).isZero();
    }
}
