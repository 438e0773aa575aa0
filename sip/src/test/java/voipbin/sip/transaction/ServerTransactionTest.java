package voipbin.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;

/** When our answers are sent and over, by the figures of RFC 3261 and RFC 6026. */
class ServerTransactionTest extends Notebook {

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
    void aChallengeLeavesNothingBehindButATryDoes() {
        Request first = request(Method.REGISTER);
        transactions.accept(first, hop(false)).respond(response(first, 401));
        assertThat(transactions.receive(first)).as("is challenged again").isFalse();
        assertGone();

        Request proves = first.with(first.headers().toBuilder()
                .add("Authorization", "Digest a=\"b\"")
                .build());
        transactions.accept(proves, hop(false)).respond(response(proves, 401));
        assertThat(transactions.receive(proves)).as("is the same try").isTrue();
        assertThat(log).containsExactly("0 401", "0 401", "0 401");
    }

    @Test
    void aRequestThatNobodyAnswersIsForgottenWhenItsSenderHasGivenUp() {
        Request options = request(Method.OPTIONS);
        transactions.accept(options, hop(false)).limit();
        advance(31_999);
        assertThat(transactions.receive(options)).isTrue();
        advance(1);
        assertThat(log).isEmpty();
        assertGone();
    }

    @Test
    void anAnswerLiftsTheLimit() {
        Request options = request(Method.OPTIONS);
        ServerTransaction transaction = transactions.accept(options, hop(false));
        transaction.limit();
        advance(10_000);
        transaction.respond(response(options, 200));
        advance(31_999);
        assertThat(transactions.receive(options))
                .as("timer J runs from the answer")
                .isTrue();
        advance(1);
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
}
