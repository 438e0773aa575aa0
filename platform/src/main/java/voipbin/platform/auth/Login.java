package voipbin.platform.auth;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import voipbin.kit.auth.Tokens;
import voipbin.platform.agent.Agent;
import voipbin.platform.agent.Agents;

/** Logging in with username and password. */
final class Login {

    static final Duration TOKEN_LIFE = Duration.ofDays(7);

    private final Agents agents;
    private final Tokens tokens;

    Login(Agents agents, Tokens tokens) {
        this.agents = agents;
        this.tokens = tokens;
    }

    record Ask(String username, String password) {}

    record Answer(String username, String token) {}

    Optional<Answer> logIn(Ask ask) {
        if (ask.username().isEmpty() || ask.password().isEmpty()) {
            return Optional.empty();
        }
        return agents.logIn(ask.username(), ask.password()).map(agent -> new Answer(agent.username(), tokenOf(agent)));
    }

    private String tokenOf(Agent agent) {
        return tokens.sign(Map.of("type", "agent", "agent", agent), TOKEN_LIFE);
    }
}
