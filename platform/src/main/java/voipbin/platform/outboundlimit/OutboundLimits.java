package voipbin.platform.outboundlimit;

import static voipbin.kit.auth.Permission.PROJECT_SUPER_ADMIN;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;
import voipbin.platform.outboundlimit.OutboundLimit.Amounts;

/** What can be done with the limits of customers. */
public final class OutboundLimits implements CustomerListener {

    private final Store<OutboundLimit> store;
    private final Amounts usual;

    OutboundLimits(Store<OutboundLimit> store, Amounts usual) {
        this.store = store;
        this.usual = usual;
    }

    Amounts of(Tx tx, Id<Customer> customer) {
        return store.first(
                        tx,
                        store.table()
                                .is("customer_id", customer)
                                .and(store.table().live()))
                .map(Amounts::of)
                .orElse(usual);
    }

    OutboundLimit create(Caller caller, OutboundLimit.Draft draft) {
        caller.require(Id.nil(), PROJECT_SUPER_ADMIN);
        if (draft.customerId().isNil()) {
            throw Problem.invalid("customer_id", "must be a customer");
        }
        OutboundLimit.Edit amounts = checked(new OutboundLimit.Edit(
                draft.concurrentCalls(), draft.callsPerMinute(), draft.spendPerDay(), draft.callsPerDayByCountry()));
        return store.db().write(tx -> {
            if (store.count(
                            tx,
                            store.table()
                                    .is("customer_id", draft.customerId())
                                    .and(store.table().live()))
                    > 0) {
                throw new Problem(
                        Problem.Status.ALREADY_EXISTS,
                        "OUTBOUND_LIMIT_ALREADY_EXISTS",
                        "This customer has limits; change them.");
            }
            return store.insert(
                    tx,
                    new OutboundLimit(
                            Id.random(),
                            draft.customerId(),
                            amounts.concurrentCalls(),
                            amounts.callsPerMinute(),
                            amounts.spendPerDay(),
                            amounts.callsPerDayByCountry(),
                            tx.now(),
                            null,
                            null));
        });
    }

    OutboundLimit edit(Id<OutboundLimit> id, OutboundLimit.Edit edit) {
        return store.update(id, checked(edit));
    }

    private static OutboundLimit.Edit checked(OutboundLimit.Edit edit) {
        if (edit.concurrentCalls() < 0 || edit.callsPerMinute() < 0 || edit.spendPerDay() < 0) {
            throw Problem.invalid("concurrent_calls", "no limit may be negative");
        }
        Map<String, Integer> byCountry = new TreeMap<>();
        edit.callsPerDayByCountry().forEach((country, calls) -> {
            if (!country.matches("[A-Za-z]{2}") || calls < 0) {
                throw Problem.invalid(
                        "calls_per_day_by_country", "must be numbers of calls by two-letter country codes");
            }
            byCountry.put(country.toLowerCase(Locale.ROOT), calls);
        });
        return new OutboundLimit.Edit(edit.concurrentCalls(), edit.callsPerMinute(), edit.spendPerDay(), byCountry);
    }

    @Override
    public void deleted(Tx tx, Customer customer) {
        CustomerListener.removing(store).deleted(tx, customer);
    }
}
