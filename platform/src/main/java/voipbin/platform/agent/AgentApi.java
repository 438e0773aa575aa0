package voipbin.platform.agent;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;
import static voipbin.kit.auth.Permission.ANYONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.http.Ask;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.json.Json;
import voipbin.kit.page.Page;
import voipbin.kit.sql.Store;
import voipbin.platform.agent.Agent.Status;

/** {@code /agents}. */
public final class AgentApi {

    private static final int MOST_TAGS = 100;
    private static final String ABSENT = "\u0000";

    private final Agents agents;
    private final Store<Agent> store;

    private AgentApi(Agents agents, Store<Agent> store) {
        this.agents = agents;
        this.store = store;
    }

    /** {@code /agents}, {@code /me} and what agents do for themselves below {@code /service_agents}. */
    public static List<Route> routes(Agents agents, Store<Agent> store) {
        List<Route> routes = new ArrayList<>(new AgentApi(agents, store).managed());
        routes.addAll(new ServiceAgentApi(agents, store).routes());
        return routes;
    }

    private List<Route> managed() {
        return Resource.of(store, "/agents", ADMIN_OR_MANAGER)
                .list(this::list)
                .with(route -> route.query("tag_ids", String.class, "Those with any of these tags, by comma")
                        .query("status", Status.class, "Those of this status"))
                .create(Agent.Draft.class, agents::create)
                .delete(agents::delete)
                .put("/addresses", Agent.NewAddresses.class, (_, id, body) -> agents.setAddresses(id, body.addresses()))
                .put("/tag_ids", Agent.NewTags.class, (_, id, tags) -> agents.setTags(id, tags))
                .put(
                        "/permission",
                        Agent.NewPermission.class,
                        (caller, id, body) -> agents.setPermission(caller, id, body.permission()))
                .put("/password", Agent.NewPassword.class, this::setPassword)
                .post("/direct-hash-regenerate", (_, id) -> agents.regenerateHash(id))
                // the agent itself may, which its permission bits do not tell
                .needing(ANYONE)
                .get((caller, id) -> accessible(caller, id))
                .edit(Agent.Edit.class, (caller, id, edit) -> {
                    accessible(caller, id);
                    return agents.edit(id, edit);
                })
                .put("/status", Agent.NewStatus.class, (caller, id, status) -> {
                    accessible(caller, id);
                    return agents.setStatus(id, status);
                })
                .routes();
    }

    private Page<Agent> list(Ask ask) {
        Condition tags = tagsOf(ask.query("tag_ids", ABSENT));
        Condition status = statusOf(ask.query("status", ""));
        return store.list(ask.caller(), ADMIN_OR_MANAGER, ask.page(), tags.and(status));
    }

    private Agent setPassword(Caller caller, Id<Agent> id, Agent.NewPassword body) {
        Agent agent = accessible(caller, id);
        AgentRules.requirePower(caller, agent);
        return agents.setPassword(id, body.password());
    }

    private Agent accessible(Caller caller, Id<Agent> id) {
        Agent agent = store.get(caller, ANYONE, id);
        AgentRules.requireSelfOrManager(caller, agent);
        return agent;
    }

    private Condition tagsOf(String text) {
        if (text.equals(ABSENT)) {
            return DSL.noCondition();
        }
        List<Optional<Id<Object>>> ids = Arrays.stream(text.split(",", -1))
                .map(tag -> Id.parse(tag.strip()))
                .toList();
        if (ids.size() > MOST_TAGS || ids.stream().anyMatch(Optional::isEmpty)) {
            throw Problem.invalid("INVALID_TAG_IDS", "tag_ids", "must be 1 to 100 ids separated by commas");
        }
        return ids.stream()
                .map(id -> store.table().contains("tag_ids", id.orElseThrow()))
                .reduce(DSL.falseCondition(), Condition::or);
    }

    private Condition statusOf(String text) {
        if (text.isEmpty()) {
            return DSL.noCondition();
        }
        return Arrays.stream(Status.values())
                .filter(status -> Json.nameOf(status).equals(text))
                .findFirst()
                .map(status -> store.table().is("status", status))
                .orElseThrow(
                        () -> Problem.invalid("INVALID_REQUEST_PARAMETER", "status", "must be the status of an agent"));
    }
}
