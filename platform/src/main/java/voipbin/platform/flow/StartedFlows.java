package voipbin.platform.flow;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.http.Ask;
import voipbin.kit.page.Page;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;

/** The activeflows that customers start themselves, and what customers may do to any of theirs. */
public final class StartedFlows {

    private static final Set<String> METHODS = Set.of("", "POST", "GET", "PUT", "DELETE");

    /**
     * The body of starting one.
     *
     * @param flowId nil for {@code actions}
     */
    record Draft(
            Id<Activeflow> id,
            Id<Flow> flowId,
            List<Action> actions,
            Map<String, String> variables,
            String webhookUri,
            String webhookMethod) {}

    private final Store<Activeflow> store;
    private final Flows flows;
    private final Activeflows activeflows;

    public StartedFlows(Store<Activeflow> store, Flows flows, Activeflows activeflows) {
        this.store = store;
        this.flows = flows;
        this.activeflows = activeflows;
    }

    /** Answers with it as it is before it runs. */
    Activeflow create(Caller caller, Draft draft) {
        check(draft);
        return store.db().write(tx -> {
            if (!draft.id().isNil() && store.find(tx, draft.id()).isPresent()) {
                throw Problem.conflict("ALREADY_EXISTS", "There is an activeflow with this id.");
            }
            Flow flow = flow(tx, caller.customerId().as(), draft);
            Activeflow created = activeflows.create(tx, flow, origin(draft));
            tx.afterCommit(
                    () -> activeflows.start(new Execution.Order(created.id(), flow.actions(), Optional.empty())));
            return created;
        });
    }

    private Flow flow(Tx tx, Id<Customer> customer, Draft draft) {
        return draft.flowId().isNil()
                ? flows.temporary(tx, customer, draft.actions())
                : flows.own(tx, customer, draft.flowId());
    }

    private static Origin origin(Draft draft) {
        return new Origin(
                draft.id(),
                Origin.API,
                Id.nil(),
                Id.nil(),
                0,
                Variables.sanitized(draft.variables()),
                new Origin.Hook(draft.webhookUri(), draft.webhookMethod().toUpperCase(Locale.ROOT)));
    }

    private static void check(Draft draft) {
        Flows.validate(draft.actions());
        Variables.check(draft.variables());
        if (!draft.webhookUri().isEmpty() && !isWeb(draft.webhookUri())) {
            throw Problem.invalid("INVALID_WEBHOOK_URI", "webhook_uri", "must be an absolute http or https URL");
        }
        if (!METHODS.contains(draft.webhookMethod().toUpperCase(Locale.ROOT))) {
            throw Problem.invalid("INVALID_WEBHOOK_METHOD", "webhook_method", "must be POST, GET, PUT or DELETE");
        }
    }

    private static boolean isWeb(String text) {
        try {
            URI uri = URI.create(text);
            return Set.of("http", "https")
                            .contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))
                    && uri.getHost() != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    Page<Activeflow> list(Ask ask) {
        Page<Activeflow> page = store.list(ask.caller(), ADMIN_OR_MANAGER, ask.page());
        return new Page<>(page.result().stream().map(activeflows::shown).toList(), page.nextPageToken());
    }

    Activeflow get(Caller caller, Id<Activeflow> id) {
        return activeflows.shown(store.get(caller, ADMIN_OR_MANAGER, id));
    }

    /** Answers with it as it then is; one that has ended stays as it is. */
    Activeflow stop(Caller caller, Id<Activeflow> id) {
        activeflows.stop(id).join();
        return store.get(caller, ADMIN_OR_MANAGER, id);
    }

    Activeflow delete(Caller caller, Id<Activeflow> id) {
        store.live(caller, ADMIN_OR_MANAGER, id);
        activeflows.stop(id).join();
        return store.delete(caller, ADMIN_OR_MANAGER, id);
    }
}
