package voipbin.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.platform.accesskey.Accesskey;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Customer.Status;
import voipbin.platform.customer.Sweeper;
import voipbin.platform.extension.Extension;

/** What time and wishes do to customers, and what goes with them. */
class LifecycleTest {

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    /** Time passes, then the sweeper runs once: a run each minute of a month would take a while. */
    private void pass(Duration time) {
        house.time.advance(time);
        try (Sweeper sweeper = new Sweeper(house.lifecycle, house.time, Runnable::run).start()) {
            house.time.advance(Duration.ofMinutes(1));
        }
    }

    private Signup.Answer signUp() {
        return house.signUp("ann@example.com");
    }

    private Customer active() {
        Id<Customer> id = customerOf(signUp()).id();
        return house.db.write(tx -> house.lifecycle.verifyEmail(tx, id));
    }

    private static Customer customerOf(Signup.Answer answer) {
        return java.util.Objects.requireNonNull(answer.customer());
    }

    private Customer now(Customer customer) {
        return house.db.read(tx -> house.customers.get(tx, customer.id()));
    }

    @Test
    void whoDoesNotVerifyWithinAnHourExpiresWithAllItHas() {
        Signup.Answer answer = signUp();
        Accesskey.WithToken key = java.util.Objects.requireNonNull(answer.accesskey());
        pass(Duration.ofMinutes(58));
        assertThat(house.accesskeys.byToken(key.token())).isPresent();
        pass(Duration.ofMinutes(3));
        assertThat(now(customerOf(answer)).status()).isEqualTo(Status.EXPIRED);
        assertThat(house.accesskeys.byToken(key.token())).isEmpty();
        assertThat(house.agents.byUsername("ann@example.com")).isEmpty();
        assertThat(house.told).containsExactly("created INITIAL", "deleted EXPIRED");
        assertThat(signUp().customer()).as("the address is free again").isNotNull();
    }

    @Test
    void whoVerifiesStays() {
        Customer customer = active();
        pass(Duration.ofDays(400));
        assertThat(now(customer).status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void whoIsFrozenIsDeletedAndForgottenAfterThirtyDays() {
        Customer customer = active();
        Extension extension = house.db.write(
                tx -> house.extensions.create(tx, customer.id(), new Extension.Draft("1000", "secret", "", "")));
        house.db.write(tx -> house.lifecycle.freeze(tx, customer.id()));
        pass(Duration.ofDays(29));
        assertThat(now(customer).status()).isEqualTo(Status.FROZEN);
        assertThat(house.directs.byHash(extension.directHash())).isPresent();
        pass(Duration.ofDays(2));
        Customer gone = now(customer);
        assertThat(gone.status()).isEqualTo(Status.DELETED);
        assertThat(gone.name()).startsWith("deleted_user_");
        assertThat(gone.email()).endsWith("@removed.voipbin.net");
        assertThat(gone.webhookUri()).isEmpty();
        assertThat(house.extensions.byDialName(customer.id(), "1000")).isEmpty();
        assertThat(house.directs.byHash(extension.directHash())).isEmpty();
        assertThat(house.told).containsExactly("created INITIAL", "frozen", "deleted DELETED");
    }

    @Test
    void whoRecoversIsNotDeleted() {
        Customer customer = active();
        house.db.write(tx -> house.lifecycle.freeze(tx, customer.id()));
        pass(Duration.ofDays(29));
        house.db.write(tx -> house.lifecycle.recover(tx, customer.id()));
        pass(Duration.ofDays(60));
        assertThat(now(customer).status()).isEqualTo(Status.ACTIVE);
        assertThat(now(customer).tmDeletionScheduled()).isNull();
    }

    @Test
    void onlyWhoIsActiveFreezes() {
        Id<Customer> id = customerOf(signUp()).id();
        assertThatThrownBy(() -> house.db.write(tx -> house.lifecycle.freeze(tx, id)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.reason()).isEqualTo("STATE_INVALID"));
    }

    @Test
    void whatAListenerRefusesDoesNotHappenAtAll() {
        Customer customer = active();
        assertThatThrownBy(() -> house.db.write(tx -> {
                    house.lifecycle.delete(tx, customer.id());
                    throw Problem.forbidden("no");
                }))
                .isInstanceOf(Problem.class);
        assertThat(now(customer).status()).isEqualTo(Status.ACTIVE);
        assertThat(house.agents.byUsername("ann@example.com")).isPresent();
    }
}
