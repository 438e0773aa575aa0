package voipbin.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Credential;
import voipbin.kit.auth.Permission;
import voipbin.platform.agent.Agent;
import voipbin.platform.customer.Customer;
import voipbin.platform.direct.Direct.ResourceType;

/** What the kinds of tokens stand for, and when they stop to. */
class AuthenticationTest {

    private final House house = new House();
    private final Boot boot = new Boot(house.directs, house.customers, house.tokens, Appearance.NONE);
    private final Delegation delegation = new Delegation(house.customers, house.tokens);
    private Customer customer;
    private Agent operator;

    @BeforeEach
    void people() {
        customer = active("ann@example.com");
        Customer platform = active("operator@example.com");
        operator = house.agents.byUsername("operator@example.com").orElseThrow();
        house.db.write(
                tx -> tx.jooq().execute("update agents set permission = 33 where username = ?", platform.email()));
        operator = house.agents.live(operator.id()).orElseThrow();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Customer active(String email) {
        Customer made = java.util.Objects.requireNonNull(house.signUp(email).customer());
        return house.db.write(tx -> house.lifecycle.verifyEmail(tx, made.id()));
    }

    private Caller caller(String token) {
        return house.authentication.authenticate(new Credential.Jwt(token));
    }

    private void refused(String token) {
        assertThatThrownBy(() -> caller(token))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.reason()).isEqualTo("INVALID_CREDENTIALS"));
    }

    private String delegate() {
        Caller asking = new Caller(Caller.Kind.AGENT, operator.customerId(), operator.id(), operator.permission());
        return delegation
                .delegate(asking, new Delegation.Ask(customer.id().toString(), "a good reason"))
                .orElseThrow()
                .token();
    }

    private String direct(ResourceType type, Id<?> resource) {
        String hash = house.db.write(tx -> house.directs.create(tx, customer.id(), type, resource));
        return boot.boot(new Boot.Ask(hash)).orElseThrow().token();
    }

    @Test
    void aDelegateIsAdminOfTheChosenCustomerForEightHours() {
        String token = delegate();
        assertThat(caller(token))
                .isEqualTo(new Caller(Caller.Kind.DELEGATE, customer.id(), Id.nil(), Permission.CUSTOMER_ADMIN));
        house.time.advance(Duration.ofHours(8));
        refused(token);
    }

    @Test
    void aDelegateEndsWithThePowerOfItsIssuer() {
        String token = delegate();
        house.db.write(tx -> tx.jooq().execute("update agents set permission = 32"));
        refused(token);
    }

    @Test
    void aDelegateForAnotherAudienceIsNobody() {
        refused(house.tokens.sign(
                Map.of("type", "delegate", "sub", operator.id(), "aud", "x", "customer_id", customer.id()),
                Duration.ofHours(1)));
    }

    @Test
    void aDirectTokenIsConfinedToItsResource() {
        Id<?> assistant = Id.random();
        Caller caller = caller(direct(ResourceType.AI, assistant));
        assertThat(caller.kind()).isEqualTo(Caller.Kind.DIRECT);
        assertThat(caller.permission()).isZero();
        assertThat(caller.scope().resourceType()).isEqualTo("ai");
        assertThat(caller.scope().resourceId()).isEqualTo(assistant);
        assertThat(caller.scope().allowedResourceTypes()).containsExactly("aicall");
        assertThat(caller(direct(ResourceType.WEBCHAT_WIDGET, Id.random()))
                        .scope()
                        .allowedResourceTypes())
                .containsExactly("webchat_session");
    }

    @Test
    void aDirectTokenEndsAfterFourHoursOrWithItsCustomer() {
        String token = direct(ResourceType.AI_TEAM, Id.random());
        String other = direct(ResourceType.AI, Id.random());
        house.db.write(tx -> house.lifecycle.delete(tx, customer.id()));
        refused(token);
        house.time.advance(Duration.ofHours(4));
        refused(other);
    }

    @Test
    void aHashOfAFrozenCustomerOrOneThatWasReplacedGivesNoToken() {
        Id<?> assistant = Id.random();
        String old = house.db.write(tx -> house.directs.create(tx, customer.id(), ResourceType.AI, assistant));
        String hash = house.db.write(tx -> house.directs.regenerate(tx, assistant));
        assertThat(boot.boot(new Boot.Ask(old))).isEmpty();
        assertThat(boot.boot(new Boot.Ask(hash))).isPresent();
        house.db.write(tx -> house.lifecycle.freeze(tx, customer.id()));
        assertThat(boot.boot(new Boot.Ask(hash))).isEmpty();
    }

    @Test
    void aTokenOfNoKnownKindIsNobody() {
        refused(house.tokens.sign(Map.of("type", "root"), Duration.ofHours(1)));
        refused(house.tokens.sign(Map.of("type", "agent"), Duration.ofHours(1)));
        refused(house.tokens.sign(Map.of("type", "direct", "direct", Map.of()), Duration.ofHours(1)));
    }

    @Test
    void theFirstOperatorIsMadeOnce() {
        House empty = new House();
        Operators operators = new Operators(empty.db, empty.lifecycle, empty.agents, empty.passwords, empty.secrets);
        Operators.Credentials first = operators.createFirst().orElseThrow();
        assertThat(empty.agents
                                .logIn(first.username(), first.password())
                                .orElseThrow()
                                .permission()
                        & Permission.PROJECT_SUPER_ADMIN)
                .isOne();
        assertThat(operators.createFirst()).isEmpty();
        empty.close();
    }
}
