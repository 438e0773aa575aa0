package voipbin.platform.auth;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Permission;
import voipbin.kit.auth.Tokens;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Customers;

/** Tokens by which an operator acts as the admin of a customer for some hours; each is written to the log. */
final class Delegation {

    static final String TYPE = "delegate";
    static final String AUDIENCE = "voipbin-api";

    private static final Logger AUDIT = LoggerFactory.getLogger("voipbin.audit");
    private static final Duration LIFE = Duration.ofHours(8);
    private static final Pattern REASON = Pattern.compile("[ -~]{10,200}");

    private final Customers customers;
    private final Tokens tokens;

    Delegation(Customers customers, Tokens tokens) {
        this.customers = customers;
        this.tokens = tokens;
    }

    record Ask(String customerId, String reason) {}

    record Answer(String token, Id<Customer> customerId, String expire) {}

    /**
     * Issues a token.
     *
     * @return empty when the id or the reason is malformed
     * @throws Problem 403, 404
     */
    Optional<Answer> delegate(Caller caller, Ask ask) {
        caller.requireAgent();
        caller.require(Id.nil(), Permission.PROJECT_SUPER_ADMIN);
        return Id.<Customer>parse(ask.customerId())
                .filter(id -> !id.isNil() && REASON.matcher(ask.reason()).matches())
                .map(id -> issue(caller, customers.live(id).orElseThrow(() -> Problem.notFound("customer")), ask));
    }

    private Answer issue(Caller caller, Customer customer, Ask ask) {
        Id<?> jti = Id.random();
        String token = tokens.sign(
                Map.of(
                        "type", TYPE,
                        "sub", caller.agentId(),
                        "aud", AUDIENCE,
                        "jti", jti,
                        "customer_id", customer.id()),
                LIFE);
        AUDIT.info(
                "agent {} delegated to itself customer {} by token {}: {}",
                caller.agentId(),
                customer.id(),
                jti,
                ask.reason());
        return new Answer(token, customer.id(), tokens.expiryAfter(LIFE));
    }
}
