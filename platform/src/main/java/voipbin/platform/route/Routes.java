package voipbin.platform.route;

import static voipbin.kit.auth.Permission.PROJECT_SUPER_ADMIN;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;
import voipbin.platform.provider.Provider;

/** What can be done with routes. */
public final class Routes implements CustomerListener {

    /** Owns the routes for everybody. */
    public static final Id<Customer> EVERYBODY = new Id<>(new UUID(0, 1));

    static final String ALL = "all";

    private static final Pattern TARGET = Pattern.compile("all|\\+[1-9][0-9]{0,2}");

    private final Store<Route> store;

    Routes(Store<Route> store) {
        this.store = store;
    }

    Route create(Caller caller, Route.Draft draft) {
        caller.require(Id.nil(), PROJECT_SUPER_ADMIN);
        if (draft.customerId().isNil()) {
            throw Problem.invalid("customer_id", "must be a customer, or " + EVERYBODY + " for everybody");
        }
        requireTarget(draft.target());
        return store.db()
                .write(tx -> store.insert(
                        tx,
                        new Route(
                                Id.random(),
                                draft.customerId(),
                                draft.name(),
                                draft.detail(),
                                draft.providerId(),
                                draft.priority(),
                                draft.target(),
                                tx.now(),
                                null,
                                null)));
    }

    Route edit(Id<Route> id, Route.Edit edit) {
        requireTarget(edit.target());
        return store.update(id, edit);
    }

    private static void requireTarget(String target) {
        if (!TARGET.matcher(target).matches()) {
            throw Problem.invalid("target", "must be all, or + and a country calling code such as +82");
        }
    }

    /**
     * The providers of a call, the first to be tried first (sip-identity §4.2): the customer's routes of the target,
     * its routes of all, everybody's of the target, everybody's of all; each of these by priority, then newest first. A
     * provider that an earlier part has is not tried again in a later one.
     *
     * @param target {@code +} and the country calling code
     */
    public List<Id<Provider>> select(Tx tx, Id<Customer> customer, String target) {
        List<Id<Provider>> own = ofOwner(tx, customer, target);
        List<Id<Provider>> everybody = ofOwner(tx, EVERYBODY, target);
        return joined(own, everybody);
    }

    private List<Id<Provider>> ofOwner(Tx tx, Id<Customer> owner, String target) {
        return joined(group(tx, owner, target), group(tx, owner, ALL));
    }

    private List<Id<Provider>> group(Tx tx, Id<Customer> owner, String target) {
        return store
                .all(
                        tx,
                        store.table()
                                .is("customer_id", owner)
                                .and(store.table().is("target", target))
                                .and(store.table().live()))
                .stream()
                .sorted(Comparator.comparingInt(Route::priority))
                .map(Route::providerId)
                .toList();
    }

    private static List<Id<Provider>> joined(List<Id<Provider>> first, List<Id<Provider>> then) {
        Set<Id<Provider>> known = first.stream().collect(Collectors.toSet());
        List<Id<Provider>> all = new ArrayList<>(first);
        then.stream().filter(provider -> !known.contains(provider)).forEach(all::add);
        return all;
    }

    @Override
    public void deleted(Tx tx, Customer customer) {
        CustomerListener.removing(store).deleted(tx, customer);
    }
}
