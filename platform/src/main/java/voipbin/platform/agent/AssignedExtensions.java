package voipbin.platform.agent;

import static voipbin.kit.auth.Permission.ANYONE;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Store;
import voipbin.platform.address.Address;
import voipbin.platform.extension.Extension;

/** {@code /service_agents/extensions}: those that are among the agent's own addresses. */
public final class AssignedExtensions {

    private AssignedExtensions() {}

    public static List<Route> routes(Agents agents, Store<Extension> store) {
        return Resource.of(store, "/service_agents/extensions", ANYONE)
                .list(ask -> {
                    Collection<Id<Extension>> own = of(agents, ask.caller());
                    return store.list(
                            ask.caller(), ANYONE, ask.page(), store.table().isAnyOf("id", own));
                })
                .get((caller, id) -> {
                    if (!of(agents, caller).contains(id)) {
                        throw Problem.forbidden("The extension is not assigned to you.");
                    }
                    return store.get(caller, ANYONE, id);
                })
                .routes();
    }

    private static Set<Id<Extension>> of(Agents agents, Caller caller) {
        Id<Agent> id = caller.requireAgent();
        return agents.live(id).stream()
                .flatMap(agent -> agent.addresses().stream())
                .filter(address -> address.is(Address.EXTENSION))
                .map(address -> Id.<Extension>parse(address.target()))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }
}
