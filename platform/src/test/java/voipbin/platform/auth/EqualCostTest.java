package voipbin.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.platform.customer.Customer;

/** Who is a customer cannot be told from how much a refusal costs: hashing is what takes the time. */
class EqualCostTest {

    private static final String KNOWN = "known@example.com";

    private final House house = new House();

    @BeforeEach
    void signUp() {
        house.signUp(KNOWN);
        house.mails.clear();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private long hashes(Runnable work) {
        long before = house.passwords.computed();
        work.run();
        return house.passwords.computed() - before;
    }

    private long tokenRows() {
        return house.db.read(tx -> tx.jooq().fetchCount(org.jooq.impl.DSL.table("mail_tokens")));
    }

    @Test
    void loggingInHashesOnceWhoeverItIs() {
        assertThat(hashes(() -> house.login.logIn(new Login.Ask(KNOWN, "wrong"))))
                .isOne();
        assertThat(hashes(() -> house.login.logIn(new Login.Ask("unknown@example.com", "wrong"))))
                .isOne();
    }

    @Test
    void loggingInAsOneWhoIsDeletedHashesOnceToo() {
        Id<Customer> customer = house.agents.byUsername(KNOWN).orElseThrow().customerId();
        house.db.write(tx -> house.lifecycle.delete(tx, customer));
        assertThat(hashes(() -> assertThat(house.login.logIn(new Login.Ask(KNOWN, "wrong")))
                        .isEmpty()))
                .isOne();
    }

    @Test
    void signingUpHashesOnceForAFreeATakenAndAMalformedAddress() {
        assertThat(hashes(() -> house.signUp("free@example.com"))).isOne();
        assertThat(hashes(() -> house.signUp(KNOWN))).isOne();
        assertThat(hashes(() -> house.signUp("malformed"))).isOne();
    }

    @Test
    void aForgottenPasswordWritesARowWhoeverItIs() {
        long before = tokenRows();
        assertThat(hashes(() -> house.signup.forgotPassword("unknown@example.com")))
                .isZero();
        assertThat(tokenRows()).isEqualTo(before + 1);
        assertThat(house.mails).isEmpty();
        assertThat(hashes(() -> house.signup.forgotPassword(KNOWN))).isZero();
        assertThat(tokenRows()).isEqualTo(before + 2);
        assertThat(house.mails).hasSize(1);
    }
}
