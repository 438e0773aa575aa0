package voipbin.platform.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import voipbin.base.Id;
import voipbin.kit.event.Event;
import voipbin.kit.event.Visibility;
import voipbin.kit.json.Secret;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Outbox;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.kit.sql.Tx;

/** Who wants to be told of an event by webhook. Reads the few columns that say so from the owners' tables. */
final class Targets {

    /** The part of a customer's row that is of interest here. */
    record CustomerWebhook(
            Id<CustomerWebhook> id,
            String webhookMethod,
            String webhookUri,
            @Secret String webhookSecret) {}

    /** The same of an activeflow. */
    record ActiveflowWebhook(Id<ActiveflowWebhook> id, Id<?> customerId, String webhookMethod, String webhookUri) {}

    /** They belong to the platform itself (conventions §18). */
    private static final Set<Id<?>> SYSTEM = Stream.of(
                    "00000000-0000-0000-0000-000000000000",
                    "00000000-0000-0000-0000-000000000001",
                    "00000000-0000-0000-0000-000000000002",
                    "00000000-0000-0000-0001-000000000001",
                    "00000000-0000-0000-0001-000000000002")
            .map(text -> Id.parse(text).orElseThrow())
            .collect(Collectors.toUnmodifiableSet());

    private final Store<CustomerWebhook> customers;
    private final Store<ActiveflowWebhook> activeflows;

    Targets(Db db) {
        customers =
                new Store<>(db, Table.of("customers", CustomerWebhook.class), new Noun("customer", Visibility.NOBODY));
        activeflows = new Store<>(
                db, Table.of("activeflows", ActiveflowWebhook.class), new Noun("activeflow", Visibility.NOBODY));
    }

    /** Who wants what, asked once for many events of one transaction. */
    Asked ask(Tx tx) {
        return new Asked(tx);
    }

    /** What has been asked already. */
    final class Asked {

        private final Tx tx;
        private final Map<Id<?>, Optional<Target>> ofCustomers = new HashMap<>();
        private final Map<Id<ActiveflowWebhook>, Optional<ActiveflowWebhook>> ofActiveflows = new HashMap<>();

        private Asked(Tx tx) {
            this.tx = tx;
        }

        /** Whether anybody does. */
        boolean wants(Outbox.Headline headline) {
            return headline.visible()
                    && !of(headline.customerId(), headline.activeflow().as()).isEmpty();
        }

        /** The customer's own webhook, and that of the activeflow which the event names as its own. */
        List<Target> of(Event event) {
            return event.visible() ? of(event.customerId(), activeflowIn(event)) : List.of();
        }

        private List<Target> of(Id<?> customer, Id<ActiveflowWebhook> activeflow) {
            List<Target> targets = new ArrayList<>();
            if (SYSTEM.contains(customer)) {
                return targets;
            }
            ofCustomers.computeIfAbsent(customer, wanted -> own(tx, wanted)).ifPresent(targets::add);
            if (!activeflow.isNil()) {
                ofActiveflows
                        .computeIfAbsent(activeflow, wanted -> activeflows.find(tx, wanted))
                        .filter(flow -> flow.customerId().equals(customer))
                        .filter(flow -> !flow.webhookUri().isEmpty())
                        .map(flow -> new Target(flow.id(), flow.webhookUri(), flow.webhookMethod()))
                        .ifPresent(targets::add);
            }
            return targets;
        }

        /** Parses only what may name one. */
        private static Id<ActiveflowWebhook> activeflowIn(Event event) {
            return event.data().contains("\"activeflow_id\"")
                    ? Id.<ActiveflowWebhook>parse(
                                    event.tree().path("activeflow_id").asString(""))
                            .orElseGet(Id::nil)
                    : Id.nil();
        }
    }

    /** The customer's own webhook, if there is one. */
    Optional<Target> own(Tx tx, Id<?> customer) {
        return customers
                .find(tx, customer.as())
                .filter(found -> !found.webhookUri().isEmpty())
                .map(found -> new Target(Id.nil(), found.webhookUri(), found.webhookMethod()));
    }

    /** What all webhooks of a customer are signed with; empty if there is none. */
    Optional<String> secret(Tx tx, Id<?> customer) {
        return customers
                .find(tx, customer.as())
                .map(CustomerWebhook::webhookSecret)
                .filter(text -> !text.isEmpty());
    }
}
