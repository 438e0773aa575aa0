package voipbin.platform.number;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jooq.Condition;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.base.Problem.Status;
import voipbin.kit.auth.Caller;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Lookup;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.address.Address;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Customer.IdentityVerification;
import voipbin.platform.customer.CustomerListener;
import voipbin.platform.customer.Customers;
import voipbin.platform.customer.Quota;
import voipbin.platform.flow.Flows;
import voipbin.platform.number.Number.Type;

/** What can be done with phone numbers. */
public final class Numbers implements CustomerListener {

    /** A renewal is the platform's own affair. */
    public static final Noun NOUN = new Noun("number", Visibility.CUSTOMER).except("number_renewed");

    /** {@code +899000…} is kept back by the platform. */
    private static final Pattern VIRTUAL = Pattern.compile("\\+899(?!000)[0-9]{9}");

    private static final String VIRTUAL_PREFIX = "+899";

    private static final int MOST_AVAILABLE = 100;
    private static final int MOST_OFFERED = 10;
    private static final int TRIES_A_NUMBER = 10;

    private final Db db;
    private final Store<Number> store;
    private final Lookup<Number> live;
    private final Customers customers;
    private final Quota quota;
    private final Rent rent;
    private final Flows flows;
    private final RandomGenerator random;
    private final NumberPurchases purchases;

    /** Whose numbers they are, how many they may be and who pays. */
    public record Owners(Customers customers, Quota quota, Rent rent) {}

    /** Where numbers come from: a carrier's for normal ones, if there is one, and chance for virtual ones. */
    public record Sources(Optional<NumberCarrier> carrier, RandomGenerator random) {}

    public Numbers(Db db, Store<Number> store, Owners owners, Flows flows, Sources sources) {
        this.db = db;
        this.store = store;
        this.live = store.table().lookup("where number = ? and tm_delete is null", "number");
        this.customers = owners.customers();
        this.quota = owners.quota();
        this.rent = owners.rent();
        this.flows = flows;
        this.random = sources.random();
        this.purchases = new NumberPurchases(db, sources.carrier());
    }

    /** Random virtual numbers that nobody owns at this moment; at most {@code count} and never more than 100. */
    public List<String> availableVirtual(int count) {
        int wanted = Math.clamp(count, 1, MOST_AVAILABLE);
        return db.read(tx -> {
            Set<String> free = new LinkedHashSet<>();
            for (int tries = 0; free.size() < wanted && tries < wanted * TRIES_A_NUMBER; tries++) {
                String number = "+899%03d%06d".formatted(random.nextInt(1, 1000), random.nextInt(1_000_000));
                if (live(tx, number).isEmpty()) {
                    free.add(number);
                }
            }
            return new ArrayList<>(free);
        });
    }

    Number create(Caller caller, Number.Draft draft) {
        caller.require(caller.customerId(), ADMIN_OR_MANAGER);
        Id<Customer> customer = caller.customerId().as();
        if (draft.number().isEmpty()) {
            throw Problem.invalid("number", "must not be empty");
        }
        return switch (typeOf(draft.type())) {
            case VIRTUAL -> db.write(tx -> create(tx, customer, draft));
            case NORMAL -> buy(customer, draft);
        };
    }

    /** Numbers that a carrier sells, at most {@code count} and never more than 10. */
    List<Number.Available> availableNormal(String country, int count) {
        return purchases.carrier().available(country, Math.clamp(count, 1, MOST_OFFERED));
    }

    /** Bought outside of any transaction, then recorded; released again if that fails. */
    private Number buy(Id<Customer> customer, Number.Draft draft) {
        db.read(tx -> {
            requireSale(tx, customer, draft);
            return true;
        });
        NumberCarrier carrier = purchases.carrier();
        NumberCarrier.Purchase purchase = carrier.buy(draft.number());
        try {
            return db.write(tx -> {
                requireSale(tx, customer, draft);
                Number number = store.insert(
                        tx, Number.of(customer, draft, Type.NORMAL, tx.now()).with(purchase));
                purchases.record(tx, number.id(), carrier, purchase);
                rent.payFirst(tx, number);
                return number;
            });
        } catch (RuntimeException notRecorded) {
            carrier.release(draft.number(), purchase.reference());
            throw notRecorded;
        }
    }

    private void requireSale(Tx tx, Id<Customer> customer, Number.Draft draft) {
        if (!Address.isE164(draft.number()) || draft.number().startsWith(VIRTUAL_PREFIX)) {
            throw Problem.invalid("number", "must be + and 7 to 15 digits; +899 is for virtual numbers");
        }
        if (customers.get(tx, customer).identityVerificationStatus() != IdentityVerification.VERIFIED) {
            throw new Problem(
                    Status.PERMISSION_DENIED,
                    "IDENTITY_VERIFICATION_REQUIRED",
                    "A normal number needs a verified identity; a virtual one does not.");
        }
        requireFree(tx, draft.number());
        rent.requireAffordable(tx, customer);
        requireFlows(tx, customer, draft);
    }

    private void requireFree(Tx tx, String number) {
        if (live(tx, number).isPresent()) {
            throw new Problem(Status.ALREADY_EXISTS, "NUMBER_ALREADY_EXISTS", "number: " + number + " is taken");
        }
    }

    private void requireFlows(Tx tx, Id<Customer> customer, Number.Draft draft) {
        flows.requireOwnOrNone(tx, customer, draft.callFlowId().as());
        flows.requireOwnOrNone(tx, customer, draft.messageFlowId().as());
    }

    /** A virtual number, for our own code. */
    public Number create(Tx tx, Id<Customer> customer, Number.Draft draft) {
        requireVirtual(draft.number());
        requireFlows(tx, customer, draft);
        requireFree(tx, draft.number());
        long count = store.count(tx, of(customer).and(store.table().is("type", Type.VIRTUAL)));
        quota.admit(tx, customer, Quota.Kind.VIRTUAL_NUMBER, count);
        return store.insert(tx, Number.of(customer, draft, Type.VIRTUAL, tx.now()));
    }

    static Type typeOf(String text) {
        return switch (text) {
            case "", "normal" -> Type.NORMAL;
            case "virtual" -> Type.VIRTUAL;
            default -> throw Problem.invalid("type", "must be normal or virtual");
        };
    }

    private static void requireVirtual(String number) {
        if (!VIRTUAL.matcher(number).matches()) {
            throw Problem.invalid("number", "a virtual number is +899 and nine digits, of which +899000 is reserved");
        }
    }

    /** Whether the customer owns this very number, and it is active. */
    public boolean owns(Id<Customer> customer, String number) {
        return db.read(tx -> live(tx, number)
                .filter(found -> found.customerId().equals(customer))
                .filter(found -> found.status() == Number.Status.ACTIVE)
                .isPresent());
    }

    /** The number with this id if calls may show it: the customer's own, normal and active (sip-identity §4.4). */
    public Optional<Number> callerNumber(Tx tx, Id<Customer> customer, Id<Number> id) {
        return store.find(tx, id).filter(found -> mayBeShown(found, customer));
    }

    /** The same for the number itself. */
    public Optional<Number> callerNumber(Tx tx, Id<Customer> customer, String number) {
        return live(tx, number).filter(found -> mayBeShown(found, customer));
    }

    private static boolean mayBeShown(Number number, Id<Customer> customer) {
        return number.customerId().equals(customer)
                && number.type() == Type.NORMAL
                && number.status() == Number.Status.ACTIVE
                && number.tmDelete() == null;
    }

    /** The active number that is written so. */
    public Optional<Number> active(String number) {
        return db.read(tx -> live(tx, number)).filter(found -> found.status() == Number.Status.ACTIVE);
    }

    Number edit(Id<Number> id, Number.Edit edit) {
        return change(id, edit.callFlowId(), edit.messageFlowId(), edit);
    }

    Number setFlows(Id<Number> id, Number.NewFlows flowIds) {
        return change(id, flowIds.callFlowId(), flowIds.messageFlowId(), flowIds);
    }

    private Number change(Id<Number> id, Id<?> callFlow, Id<?> messageFlow, Record change) {
        return db.write(tx -> {
            Id<Customer> owner = find(tx, id).customerId();
            flows.requireOwnOrNone(tx, owner, callFlow.as());
            flows.requireOwnOrNone(tx, owner, messageFlow.as());
            return store.update(tx, id, change);
        });
    }

    Number setMetadata(Id<Number> id, Number.Metadata metadata) {
        record Change(Number.Metadata metadata) {}
        return store.update(id, new Change(metadata));
    }

    /** Renews the normal numbers last renewed before that time; whoever cannot pay for one loses it. */
    public List<Number> renew(Instant before) {
        Condition due = store.table().is("type", Type.NORMAL).and(store.table().isBefore("tm_renew", before));
        return store.all(due.and(store.table().live())).stream()
                .map(number -> db.write(tx -> renew(tx, number.id())))
                .toList();
    }

    private Number renew(Tx tx, Id<Number> id) {
        record Renewed(Instant tmRenew) {}
        Number number = find(tx, id);
        return rent.pay(tx, number)
                ? store.update(tx, id, new Renewed(tx.now()), "number_renewed")
                : release(tx, number);
    }

    Number delete(Id<Number> id) {
        return db.write(tx -> release(tx, find(tx, id)));
    }

    private Number release(Tx tx, Number number) {
        record Released(Number.Status status, Instant tmDelete) {}
        if (number.tmDelete() != null) {
            return number;
        }
        purchases.release(tx, number);
        return store.update(tx, number.id(), new Released(Number.Status.DELETED, tx.now()), "number_deleted");
    }

    /** Tries again to give back what a carrier has not taken yet. */
    void releaseLeft() {
        purchases.releaseLeft(store.all(
                store.table().is("type", Type.NORMAL).and(store.table().isNotNull("tm_delete"))));
    }

    @Override
    public void deleted(Tx tx, Customer customer) {
        store.all(tx, of(customer.id())).forEach(number -> release(tx, number));
    }

    private Number find(Tx tx, Id<Number> id) {
        return store.find(tx, id).orElseThrow(() -> Problem.notFound("number"));
    }

    private Condition of(Id<Customer> customer) {
        return store.table().is("customer_id", customer).and(store.table().live());
    }

    private Optional<Number> live(Tx tx, String number) {
        return live.first(tx, number);
    }
}
