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
import voipbin.platform.agent.AgentAddresses;
import voipbin.platform.agent.AgentApi;
import voipbin.platform.agent.Agents;
import voipbin.platform.agent.AssignedExtensions;
import voipbin.platform.billing.BillingModule;
import voipbin.platform.billing.PlanType;
import voipbin.platform.call.CallListener;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;
import voipbin.platform.customer.Customers;
import voipbin.platform.customer.Secrets;
import voipbin.platform.direct.Directs;
import voipbin.platform.extension.Extension;
import voipbin.platform.extension.ExtensionApi;
import voipbin.platform.extension.Extensions;
import voipbin.platform.flow.Activeflow;
import voipbin.platform.flow.ActiveflowApi;
import voipbin.platform.flow.Activeflows;
import voipbin.platform.flow.Flow;
import voipbin.platform.flow.FlowApi;
import voipbin.platform.flow.Flows;
import voipbin.platform.flow.StartedFlows;
import voipbin.platform.flow.StoredFlows;
import voipbin.platform.number.FlowsOfNumbers;
import voipbin.platform.number.Number;
import voipbin.platform.number.NumberApi;
import voipbin.platform.number.Numbers;
import voipbin.platform.storage.ObjectStore;
import voipbin.platform.storage.SignedUrls;
import voipbin.platform.storage.StorageModule;
import voipbin.platform.tag.TagModule;
import voipbin.platform.trunk.Trunk;
import voipbin.platform.trunk.TrunkApi;
import voipbin.platform.trunk.Trunks;
import voipbin.platform.usage.CallCharges;
import voipbin.platform.usage.NumberRent;

/** The resources that need nothing but the database. */
record Resources(
        Customers customers,
        Agents agents,
        Accesskeys accesskeys,
        Extensions extensions,
        Flows flows,
        Activeflows activeflows,
        Numbers numbers,
        Directs directs,
        Trunks trunks,
        AgentAddresses addresses,
        BillingModule billing,
        StorageModule storage,
        Outbound outbound,
        List<CustomerListener> listeners,
        List<CallListener> callListeners,
        List<Route> routes) {

    /** What customers are given: a plan to begin with, and room for the bytes of their files. */
    record Provision(PlanType plan, ObjectStore objects, SignedUrls urls, Outbound.Settings outbound) {}

    static Resources of(Db db, Passwords passwords, Secrets secrets, Clock clock, Provision provision) {
        Store<Accesskey> accesskeyStore = store(db, "accesskeys", Accesskey.class, Accesskeys.NOUN);
        Store<Agent> agentStore = store(db, "agents", Agent.class, Agents.NOUN);
        Store<Extension> extensionStore = store(db, "extensions", Extension.class, internal("extension"));
        Store<Number> numberStore = store(db, "numbers", Number.class, Numbers.NOUN);
        Store<Flow> flowStore = store(db, "flows", Flow.class, internal("flow"));

        Store<Customer> customerStore = store(db, "customers", Customer.class, internal("customer"));
        BillingModule billing = BillingModule.of(db, customerStore, provision.plan());
        StorageModule storage = StorageModule.of(db, customerStore, provision.objects(), provision.urls(), clock);
        Customers customers = new Customers(customerStore, billing.wallets());
        Directs directs = new Directs(db, secrets);
        Extensions extensions = new Extensions(db, extensionStore, directs, billing.plans());
        AgentAddresses addresses = new AgentAddresses(extensions);
        Agents agents = new Agents(agentStore, addresses, directs, billing.plans(), passwords);
        Accesskeys accesskeys = new Accesskeys(db, accesskeyStore, secrets, clock);
        TagModule tag = TagModule.of(db);
        Flows flows = new Flows(flowStore);
        Store<Activeflow> activeflowStore =
                store(db, "activeflows", Activeflow.class, new Noun("activeflow", Visibility.CUSTOMER));
        Activeflows activeflows = new Activeflows(db, activeflowStore, flows, clock);
        Numbers.Owners owners = new Numbers.Owners(customers, billing.plans(), new NumberRent(billing.charges()));
        Numbers numbers = new Numbers(
                db,
                numberStore,
                owners,
                flows,
                new Numbers.Sources(provision.outbound().seller(), secrets.random()));
        Outbound outbound = Outbound.of(db, numbers, provision.outbound());
        StoredFlows storedFlows =
                new StoredFlows(flowStore, flows, directs, List.of(new FlowsOfNumbers(numberStore)), clock);
        Store<Trunk> trunkStore = store(db, "trunks", Trunk.class, internal("trunk"));
        Trunks trunks = new Trunks(trunkStore, billing.plans());

        List<Route> routes = new ArrayList<>();
        routes.addAll(FlowApi.routes(storedFlows, flowStore));
        routes.addAll(ActiveflowApi.routes(new StartedFlows(activeflowStore, flows, activeflows), activeflowStore));
        routes.addAll(TrunkApi.routes(trunks, trunkStore));
        routes.addAll(AgentApi.routes(agents, agentStore));
        routes.addAll(AssignedExtensions.routes(agents, extensionStore));
        routes.addAll(tag.routes());
        routes.addAll(AccesskeyApi.routes(accesskeys, accesskeyStore));
        routes.addAll(ExtensionApi.routes(extensions, extensionStore));
        routes.addAll(new NumberApi(numbers).routes(numberStore));
        routes.addAll(billing.routes());
        routes.addAll(storage.routes());
        routes.addAll(outbound.httpRoutes());
        List<CustomerListener> listeners = new ArrayList<>(List.of(
                billing.customerListener(),
                storage.customerListener(),
                agents,
                accesskeys,
                extensions,
                numbers,
                trunks,
                activeflows,
                tag.listener(),
                CustomerListener.removing(flowStore),
                directs));
        listeners.addAll(outbound.listeners());
        List<CallListener> callListeners = List.of(new CallCharges(billing.charges()));
        return new Resources(
                customers,
                agents,
                accesskeys,
                extensions,
                flows,
                activeflows,
                numbers,
                directs,
                trunks,
                addresses,
                billing,
                storage,
                outbound,
                listeners,
                callListeners,
                routes);
    }

    /** Puts in order what a crash or an older version left behind; before the first request is served. */
    void recover() {
        billing.accounts().createMissing();
        storage.accounts().createMissing();
        storage.files().sweep();
        outbound.configs().configs().createMissing(customers.liveIds());
    }

    private static <T extends Record> Store<T> store(Db db, String table, Class<T> row, Noun noun) {
        return new Store<>(db, Table.of(table, row), noun);
    }

    private static Noun internal(String word) {
        return new Noun(word, Visibility.INTERNAL);
    }
}
