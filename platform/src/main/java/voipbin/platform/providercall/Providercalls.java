package voipbin.platform.providercall;

import static voipbin.kit.auth.Permission.PROJECT_SUPER_ADMIN;

import java.util.List;
import java.util.Map;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.call.Call;
import voipbin.platform.customer.Customer;
import voipbin.platform.dial.DialRequest;
import voipbin.platform.dial.Dialing;
import voipbin.platform.dial.Special;
import voipbin.platform.groupcall.Groupcall;
import voipbin.platform.provider.Providers;

/** Makes test calls and remembers them. */
final class Providercalls {

    private final Store<Providercall> store;
    private final Providers providers;
    private final Dialing dialing;

    Providercalls(Store<Providercall> store, Providers providers, Dialing dialing) {
        this.store = store;
        this.providers = providers;
        this.dialing = dialing;
    }

    Providercall create(Caller caller, Providercall.Draft draft) {
        caller.require(Id.nil(), PROJECT_SUPER_ADMIN);
        if (draft.providerId().isNil()) {
            throw Problem.invalid("provider_id", "must be a provider");
        }
        if (draft.destinations().isEmpty()) {
            throw Problem.invalid("destinations", "at least one is needed");
        }
        if (store.db().read(tx -> providers.live(tx, draft.providerId())).isEmpty()) {
            throw new Problem(
                    Problem.Status.NOT_FOUND, "RESOURCE_NOT_FOUND", "There is no provider " + draft.providerId() + ".");
        }
        String anonymous =
                draft.anonymous().equals("yes") || draft.anonymous().equals("no") ? draft.anonymous() : "auto";
        DialRequest request = new DialRequest(
                draft.flowId(), draft.actions(), draft.source(), draft.destinations(), anonymous, Map.of());
        Special special = new Special(List.of(draft.providerId()), true, true);
        Id<Customer> customer = caller.customerId().as();
        return dialing.dial(customer, request, special, (tx, answer) -> insert(tx, customer, request, draft, answer));
    }

    private Providercall insert(
            Tx tx, Id<Customer> customer, DialRequest request, Providercall.Draft draft, DialRequest.Answer answer) {
        return store.insert(
                tx,
                new Providercall(
                        Id.random(),
                        customer,
                        draft.providerId(),
                        draft.flowId(),
                        draft.source(),
                        draft.destinations(),
                        request.anonymous(),
                        answer.calls().stream().map(Call::id).toList(),
                        answer.groupcalls().stream().map(Groupcall::id).toList(),
                        tx.now(),
                        null,
                        null));
    }
}
