package voipbin.platform.storage;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;
import static voipbin.kit.auth.Permission.ANYONE;
import static voipbin.kit.auth.Permission.CUSTOMER_ALL;
import static voipbin.kit.auth.Permission.PROJECT_SUPER_ADMIN;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.http.Access;
import voipbin.kit.http.Ask;
import voipbin.kit.http.Reply;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.http.Upload;
import voipbin.kit.json.Json;
import voipbin.kit.sql.Store;
import voipbin.platform.storage.StorageFile.Type;

/** {@code /storage_account}, {@code /storage_accounts} and {@code /storage_files}. */
final class StorageApi {

    static final long LARGEST = 30L << 20;

    private final StorageAccounts accounts;
    private final StorageFiles files;
    private final Store<StorageAccount> accountStore;
    private final Store<StorageFile> store;

    StorageApi(StorageAccounts accounts, StorageFiles files, StorageModule.Stores stores) {
        this.accounts = accounts;
        this.files = files;
        this.accountStore = stores.accounts();
        this.store = stores.files();
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(accountRoutes());
        routes.addAll(Resource.of(store, "/storage_files", ANYONE)
                .list()
                .needing(CUSTOMER_ALL)
                .get()
                .needing(ADMIN_OR_MANAGER)
                .delete(this::delete)
                .route(upload("/v1.0/storage_files", ADMIN_OR_MANAGER, Type.RAG))
                .route(new Route(
                        "GET",
                        "/v1.0/storage_files/{id}/file",
                        Access.AUTHENTICATED,
                        Void.class,
                        Reply.class,
                        ask -> redirect(ask, ADMIN_OR_MANAGER)))
                .routes());
        return routes;
    }

    private List<Route> accountRoutes() {
        List<Route> routes = new ArrayList<>(Resource.of(accountStore, "/storage_accounts", ADMIN_OR_MANAGER)
                .get()
                .needing(PROJECT_SUPER_ADMIN)
                .list(ask -> accountStore.page(ask.page(), accountStore.table().live()))
                .create(StorageAccount.Draft.class, this::createAccount)
                .delete(this::deleteAccount)
                .routes());
        routes.add(new Route(
                "GET",
                "/v1.0/storage_account",
                Access.AUTHENTICATED,
                Void.class,
                StorageAccount.class,
                ask -> Reply.json(accounts.own(ask.caller()).orElse(null))));
        return routes;
    }

    private StorageAccount createAccount(Caller caller, StorageAccount.Draft draft) {
        Id<?> customer = draft.customerId().isNil() ? caller.customerId() : draft.customerId();
        return accountStore.db().write(tx -> accounts.createFor(tx, customer.as()));
    }

    private StorageAccount deleteAccount(Caller caller, Id<StorageAccount> id) {
        return accountStore.db().write(tx -> {
            StorageAccount account = accountStore.live(tx, caller, PROJECT_SUPER_ADMIN, id);
            files.deleteOf(tx, account.customerId());
            return accounts.delete(tx, id);
        });
    }

    /** {@code POST} of a form with the file and its type, of which there is one here. */
    Route upload(String path, int permission, Type type) {
        return new Route("POST", path, Access.AUTHENTICATED, Void.class, StorageFile.class, ask -> {
                    if (permission == ANYONE) {
                        ask.caller().requireAgent();
                    }
                    ask.caller().require(ask.caller().customerId(), permission);
                    return keep(ask, type);
                })
                .uploading("file", LARGEST, "type")
                .failing(Problem.Status.INVALID_ARGUMENT, "INVALID_FILE_TYPE", "INVALID_FILE_UPLOAD")
                .failing(Problem.Status.RESOURCE_EXHAUSTED, "RESOURCE_LIMIT_EXCEEDED");
    }

    private StorageFile keep(Ask ask, Type type) {
        if (!ask.form("type").equals(Json.nameOf(type))) {
            throw Problem.invalid("INVALID_FILE_TYPE", "type", "must be " + Json.nameOf(type));
        }
        Upload upload = ask.upload("file");
        StorageFile.Draft draft = StorageFile.Draft.upload(
                ask.caller().customerId().as(), ask.caller().agentId(), type, upload.name());
        try (var content = upload.content()) {
            return files.keep(draft, content, upload.size());
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }

    /** 307 to an address that needs no credential, as the redirect takes none along. */
    Reply redirect(Ask ask, int permission) {
        Id<StorageFile> id = ask.id("id", "INVALID_REQUEST_PARAMETER");
        return Reply.redirect(
                files.signed(store.live(ask.caller(), permission, id)).uriDownload());
    }

    private StorageFile delete(Caller caller, Id<StorageFile> id) {
        return store.db()
                .write(tx -> files.delete(
                        tx, store.live(tx, caller, ADMIN_OR_MANAGER, id).id()));
    }
}
