package voipbin.platform.storage;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import voipbin.kit.event.Visibility;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;

/** Builds the package. */
public record StorageModule(
        StorageAccounts accounts, StorageFiles files, CustomerListener customerListener, List<Route> routes) {

    record Stores(Store<StorageAccount> accounts, Store<StorageFile> files) {

        static Stores of(Db db) {
            return new Stores(
                    new Store<>(
                            db,
                            Table.of("storage_accounts", StorageAccount.class),
                            new Noun("account", Visibility.INTERNAL)),
                    new Store<>(
                            db, Table.of("storage_files", StorageFile.class), new Noun("file", Visibility.INTERNAL)));
        }
    }

    public static StorageModule of(
            Db db, Store<Customer> customers, ObjectStore objects, SignedUrls urls, Clock clock) {
        Stores stores = Stores.of(db);
        StorageAccounts accounts = new StorageAccounts(stores.accounts(), customers);
        StorageFiles files = new StorageFiles(stores.files(), accounts, objects, urls);
        StorageApi api = new StorageApi(accounts, files, stores);
        List<Route> routes = new ArrayList<>(api.routes());
        routes.addAll(new AgentFileApi(api, files, stores.files()).routes());
        routes.add(new Downloads(stores.files(), files, urls, clock).route());
        return new StorageModule(accounts, files, new StorageCustomers(accounts, files), routes);
    }
}
