package voipbin.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;

/** When our requests are sent, told about and over, by the figures of RFC 3261. */
class ClientTransactionTest extends Notebook {

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
    void aStrayResponseHasNoTransaction() {
        assertThat(transactions.receive(response(request(Method.OPTIONS), 200), hop(false)))
                .isFalse();
    }
}
