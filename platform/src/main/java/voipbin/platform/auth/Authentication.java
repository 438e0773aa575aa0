package voipbin.platform.auth;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Authenticator;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Credential;
import voipbin.kit.auth.Permission;
import voipbin.kit.auth.Tokens;
import voipbin.platform.accesskey.Accesskeys;
import voipbin.platform.agent.Agent;
import voipbin.platform.agent.Agents;

/** Turns a credential into the caller it stands for. */
final class Authentication implements Authenticator {

    private final Tokens tokens;
    private final Agents agents;
    private final Accesskeys accesskeys;

    Authentication(Tokens tokens, Agents agents, Accesskeys accesskeys) {
        this.tokens = tokens;
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

    /** A token names its agent; whether it still exists and what it may do is asked anew each time. */
    private Optional<Caller> ofClaims(JsonNode claims) {
        if (!claims.path("type").asString("agent").equals("agent")) {
            return Optional.empty();
        }
        return Id.<Agent>parse(claims.path("agent").path("id").asString(""))
                .flatMap(agents::live)
                .map(agent -> new Caller(Caller.Kind.AGENT, agent.customerId(), agent.id(), agent.permission()));
    }

    private Optional<Caller> ofAccesskey(String text) {
        return accesskeys
                .byToken(text)
                .map(key -> new Caller(Caller.Kind.ACCESSKEY, key.customerId(), Id.nil(), Permission.CUSTOMER_ADMIN));
    }
}
