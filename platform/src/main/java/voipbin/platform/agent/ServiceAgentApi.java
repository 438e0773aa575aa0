package voipbin.platform.agent;

import static voipbin.kit.auth.Permission.ANYONE;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.http.Access;
import voipbin.kit.http.Ask;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Store;

/** {@code /me} and below {@code /service_agents}: what agents see, and what each does with itself. */
final class ServiceAgentApi {

    private static final String ME = "/v1.0/service_agents/me";

    private final Agents agents;
    private final Store<Agent> store;

    ServiceAgentApi(Agents agents, Store<Agent> store) {
        this.agents = agents;
        this.store = store;
    }

    List<Route> routes() {
        List<Route> colleagues = Resource.of(store, "/service_agents/agents", ANYONE)
                .list(ask -> {
                    ask.caller().requireAgent();
                    return store.list(ask.caller(), ANYONE, ask.page());
                })
                .get((caller, id) -> {
                    caller.requireAgent();
                    return store.get(caller, ANYONE, id);
                })
                .routes();
        List<Route> own = List.of(
                new Route("GET", "/v1.0/me", Access.AUTHENTICATED, Void.class, Agent.class, this::me),
                new Route("GET", ME, Access.AUTHENTICATED, Void.class, Agent.class, this::me),
                put("", Agent.Edit.class, agents::edit),
                put("/addresses", Agent.NewAddresses.class, (id, body) -> agents.setAddresses(id, body.addresses())),
                put("/status", Agent.NewStatus.class, agents::setStatus),
                put("/password", Agent.NewPassword.class, (id, body) -> agents.setPassword(id, body.password())));
        return Stream.concat(own.stream(), colleagues.stream()).toList();
    }

    private Agent me(Ask ask) {
        Id<Agent> id = ask.caller().requireAgent();
        return agents.live(id).orElseThrow(() -> Problem.notFound("agent"));
    }

    private static <B> Route put(String rest, Class<B> type, BiFunction<Id<Agent>, B, Agent> how) {
        return new Route("PUT", ME + rest, Access.AUTHENTICATED, type, Agent.class, ask -> {
            B body = ask.body(type);
            return how.apply(ask.caller().requireAgent(), body);
        });
    }
}
