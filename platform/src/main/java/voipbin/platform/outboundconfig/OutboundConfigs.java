package voipbin.platform.outboundconfig;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.sql.Lookup;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.codec.CodecList;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;
import voipbin.platform.number.Number;
import voipbin.platform.number.Numbers;

/** What can be done with outbound configurations. */
public final class OutboundConfigs implements CustomerListener {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries()).stream()
            .map(country -> country.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private static final OutboundConfig.Edit NOTHING = new OutboundConfig.Edit(null, null, null, null, null);

    private final Store<OutboundConfig> store;
    private final Numbers numbers;

    /** Each call that goes out asks so. */
    private final Lookup<OutboundConfig> ofCustomer;

    OutboundConfigs(Store<OutboundConfig> store, Numbers numbers) {
        this.store = store;
        this.numbers = numbers;
        this.ofCustomer = store.table()
                .lookup("where customer_id = ? and tm_delete is null order by tm_create desc limit 1", "customer_id");
    }

    /** The customer's configuration, if it has not been deleted. */
    public Optional<OutboundConfig> of(Tx tx, Id<Customer> customer) {
        return ofCustomer.first(tx, customer);
    }

    /** Gives one to the customers that have none: they are from before there were any. */
    public int createMissing(List<Id<Customer>> customers) {
        return store.db().write(tx -> {
            List<Id<Customer>> without = customers.stream()
                    .filter(customer -> store.count(tx, store.table().is("customer_id", customer)) == 0)
                    .toList();
            without.forEach(customer -> insert(tx, customer, NOTHING));
            return without.size();
        });
    }

    /** @throws Problem 409 when there is one */
    OutboundConfig create(Id<Customer> customer, OutboundConfig.Edit draft) {
        return store.db().write(tx -> {
            if (of(tx, customer).isPresent()) {
                throw new Problem(
                        Problem.Status.ALREADY_EXISTS,
                        "OUTBOUND_CONFIG_ALREADY_EXISTS",
                        "A customer has one outbound configuration only.");
            }
            return insert(tx, customer, draft);
        });
    }

    private OutboundConfig insert(Tx tx, Id<Customer> customer, OutboundConfig.Edit draft) {
        OutboundConfig empty =
                new OutboundConfig(Id.random(), customer, "", "", List.of(), "", Id.nil(), tx.now(), null, null);
        Changed first = changed(tx, empty, draft);
        return store.insert(
                tx,
                new OutboundConfig(
                        empty.id(),
                        customer,
                        first.name(),
                        first.detail(),
                        first.destinationWhitelist(),
                        first.codecs(),
                        first.defaultOutgoingSourceNumberId(),
                        empty.tmCreate(),
                        null,
                        null));
    }

    OutboundConfig edit(Tx tx, OutboundConfig old, OutboundConfig.Edit edit) {
        return store.update(tx, old.id(), changed(tx, old, edit));
    }

    private record Changed(
            String name,
            String detail,
            List<String> destinationWhitelist,
            String codecs,
            Id<Number> defaultOutgoingSourceNumberId) {}

    private Changed changed(Tx tx, OutboundConfig old, OutboundConfig.Edit edit) {
        Id<Number> number = edit.defaultOutgoingSourceNumberId();
        if (number != null
                && !number.isNil()
                && numbers.callerNumber(tx, old.customerId(), number).isEmpty()) {
            throw Problem.invalid("default_outgoing_source_number_id", "must be an active normal number of your own");
        }
        String codecs = edit.codecs();
        if (codecs != null && !CodecList.isValid(codecs)) {
            throw Problem.invalid("INVALID_CODECS", "codecs", "must be names of codecs with commas between them");
        }
        return new Changed(
                Objects.requireNonNullElse(edit.name(), old.name()),
                Objects.requireNonNullElse(edit.detail(), old.detail()),
                edit.destinationWhitelist() == null
                        ? old.destinationWhitelist()
                        : countries(edit.destinationWhitelist()),
                codecs == null ? old.codecs() : CodecList.normal(codecs),
                Objects.requireNonNullElse(number, old.defaultOutgoingSourceNumberId()));
    }

    /** In the form in which they are compared: an accepted entry must never be one that matches nothing (§11). */
    private static List<String> countries(List<String> sent) {
        Set<String> countries = new LinkedHashSet<>();
        for (String entry : sent) {
            String country = entry.strip().toLowerCase(Locale.ROOT);
            if (!COUNTRIES.contains(country)) {
                throw Problem.invalid("destination_whitelist", "'" + entry + "' is no ISO 3166 alpha-2 country code");
            }
            if (!countries.add(country)) {
                throw Problem.invalid("destination_whitelist", "'" + entry + "' is there twice");
            }
        }
        return new ArrayList<>(countries);
    }

    @Override
    public void created(Tx tx, Customer customer) {
        insert(tx, customer.id(), NOTHING);
    }

    @Override
    public void deleted(Tx tx, Customer customer) {
        CustomerListener.removing(store).deleted(tx, customer);
    }
}
