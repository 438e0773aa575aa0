package voipbin.server;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import voipbin.kit.auth.Passwords;
import voipbin.kit.event.Visibility;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.accesskey.Accesskey;
import voipbin.platform.accesskey.AccesskeyApi;
import voipbin.platform.accesskey.Accesskeys;
import voipbin.platform.agent.Agent;
import voipbin.platform.agent.Agents;
import voipbin.platform.billing.BillingModule;
import voipbin.platform.billing.PlanType;
import voipbin.platform.call.CallListener;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerApi;
import voipbin.platform.customer.Customers;
import voipbin.platform.customer.Secrets;
import voipbin.platform.extension.Extension;
import voipbin.platform.extension.ExtensionApi;
import voipbin.platform.extension.Extensions;
import voipbin.platform.flow.Activeflow;
import voipbin.platform.flow.Activeflows;
import voipbin.platform.flow.Flow;
import voipbin.platform.flow.Flows;
import voipbin.platform.number.Number;
import voipbin.platform.number.NumberApi;
import voipbin.platform.number.Numbers;
import voipbin.platform.usage.CallCharges;

/** The resources that need nothing but the database. */
record Resources(
        Customers customers,
        Agents agents,
        Accesskeys accesskeys,
        Extensions extensions,
        Flows flows,
        Activeflows activeflows,
        Numbers numbers,
        BillingModule billing,
        List<CallListener> callListeners,
        List<Route> routes) {

    static Resources of(Db db, Passwords passwords, Secrets secrets, Clock clock) {
        Store<Accesskey> accesskeyStore = store(db, "accesskeys", Accesskey.class, accesskey());
        Store<Extension> extensionStore = store(db, "extensions", Extension.class, internal("extension"));
        Store<Number> numberStore = store(db, "numbers", Number.class, new Noun("number", Visibility.CUSTOMER));

        Store<Customer> customerStore = store(db, "customers", Customer.class, internal("customer"));
        BillingModule billing = BillingModule.of(db, customerStore, PlanType.FREE);
        Customers customers = new Customers(customerStore, secrets);
        Agents agents = new Agents(store(db, "agents", Agent.class, agent()), passwords, secrets);
        Accesskeys accesskeys = new Accesskeys(db, accesskeyStore, secrets, clock);
        Extensions extensions = new Extensions(db, extensionStore, secrets);
        Flows flows = new Flows(store(db, "flows", Flow.class, internal("flow")));
        Activeflows activeflows = new Activeflows(
                db, store(db, "activeflows", Activeflow.class, new Noun("activeflow", Visibility.CUSTOMER)));
        Numbers numbers = new Numbers(db, numberStore, customers, flows, secrets.random());

        List<Route> routes = new ArrayList<>();
        routes.addAll(CustomerApi.routes(customers));
        routes.addAll(AccesskeyApi.routes(accesskeys, accesskeyStore));
        routes.addAll(ExtensionApi.routes(extensions, extensionStore));
        routes.addAll(new NumberApi(numbers).routes(numberStore));
        routes.addAll(billing.routes());
        List<CallListener> callListeners = List.of(new CallCharges(billing.charges()));
        return new Resources(
                customers,
                agents,
                accesskeys,
                extensions,
                flows,
                activeflows,
                numbers,
                billing,
                callListeners,
                routes);
    }

    private static <T extends Record> Store<T> store(Db db, String table, Class<T> row, Noun noun) {
        return new Store<>(db, Table.of(table, row), noun);
    }

    private static Noun internal(String word) {
        return new Noun(word, Visibility.INTERNAL);
    }

    private static Noun accesskey() {
        return internal("accesskey").deleted(Noun.Deleted.CONFLICT);
    }

    private static Noun agent() {
        return new Noun("agent", Visibility.CUSTOMER).except("agent_updated").deleted(Noun.Deleted.SHOWN);
    }
}
