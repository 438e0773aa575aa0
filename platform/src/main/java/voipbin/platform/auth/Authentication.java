package voipbin.platform.auth;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Authenticator;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Caller.Kind;
import voipbin.kit.auth.Credential;
import voipbin.kit.auth.Permission;
import voipbin.kit.auth.Tokens;
import voipbin.platform.accesskey.Accesskeys;
import voipbin.platform.agent.Agent;
import voipbin.platform.agent.Agents;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Customers;

/**
 * Turns a credential into the caller it stands for (conventions §2). A token says who somebody is; whether that is
 * still so, and what they may do, is asked of the database each time.
 */
final class Authentication implements Authenticator {

    private final Tokens tokens;
    private final Customers customers;
    private final Agents agents;
    private final Accesskeys accesskeys;

    Authentication(Tokens tokens, Customers customers, Agents agents, Accesskeys accesskeys) {
        this.tokens = tokens;
        this.customers = customers;
        this.agents = agents;
        this.accesskeys = accesskeys;
    }

    @Override
    public Caller authenticate(Credential credential) {
        Optional<Caller> caller = switch (credential) {
            case Credential.Jwt(String text) -> ofClaims(tokens.verify(text));
            case Credential.Accesskey(String text) -> ofAccesskey(text);
        };
        return caller.orElseThrow(() ->
                new Problem(Problem.Status.UNAUTHENTICATED, "INVALID_CREDENTIALS", "The credential is not valid."));
    }

    private Optional<Caller> ofClaims(JsonNode claims) {
        return switch (claims.path("type").asString("agent")) {
            case "agent" -> ofAgent(claims.path("agent"));
            case Delegation.TYPE -> ofDelegate(claims);
            case Boot.TYPE -> ofDirect(claims.path("direct"));
            default -> Optional.empty();
        };
    }

    private Optional<Caller> ofAgent(JsonNode agent) {
        return Id.<Agent>parse(text(agent, "id"))
                .flatMap(agents::live)
                .map(found -> new Caller(Kind.AGENT, found.customerId(), found.id(), found.permission()));
    }

    /** Only as long as who issued it is an operator; without any platform bit. */
    private Optional<Caller> ofDelegate(JsonNode claims) {
        boolean issued = text(claims, "aud").equals(Delegation.AUDIENCE)
                && Id.<Agent>parse(text(claims, "sub"))
                        .flatMap(agents::live)
                        .filter(issuer -> (issuer.permission() & Permission.PROJECT_SUPER_ADMIN) != 0)
                        .isPresent();
        return issued
                ? customer(claims)
                        .map(customer -> new Caller(Kind.DELEGATE, customer.id(), Id.nil(), Permission.CUSTOMER_ADMIN))
                : Optional.empty();
    }

    private Optional<Caller> ofDirect(JsonNode direct) {
        List<String> types = direct.path("allowed_resource_types")
                .valueStream()
                .map(type -> type.asString(""))
                .toList();
        Caller.Scope scope = new Caller.Scope(
                text(direct, "resource_type"),
                Id.parse(text(direct, "resource_id")).orElseGet(Id::nil),
                types);
        return customer(direct)
                .map(customer -> new Caller(Kind.DIRECT, customer.id(), Id.nil(), Permission.NONE, scope));
    }

    private Optional<Customer> customer(JsonNode claims) {
        return Id.<Customer>parse(text(claims, "customer_id")).flatMap(customers::live);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    private Optional<Caller> ofAccesskey(String text) {
        return accesskeys
                .byToken(text)
                .map(key -> new Caller(Kind.ACCESSKEY, key.customerId(), Id.nil(), Permission.CUSTOMER_ADMIN));
    }
}
