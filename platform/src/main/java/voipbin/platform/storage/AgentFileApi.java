package voipbin.platform.storage;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;
import static voipbin.kit.auth.Permission.ANYONE;

import java.util.List;
import java.util.function.Function;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.http.Access;
import voipbin.kit.http.Ask;
import voipbin.kit.http.Reply;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.page.Page;
import voipbin.kit.sql.Store;

/**
 * {@code /service_agents/files}: what agents attach to their chats. An agent lists and deletes its own; the others read
 * them by the id that the chat tells.
 */
final class AgentFileApi {

    private static final String PATH = "/service_agents/files";

    private final StorageApi api;
    private final StorageFiles files;
    private final Store<StorageFile> store;

    AgentFileApi(StorageApi api, StorageFiles files, Store<StorageFile> store) {
        this.api = api;
        this.files = files;
        this.store = store;
    }

    List<Route> routes() {
        return Resource.of(store, PATH, ANYONE)
                .list(this::own)
                .route(route("GET", "/{id}", StorageFile.class, ask -> store.get(ask.caller(), ANYONE, ask.id("id"))))
                .route(api.upload("/v1.0" + PATH, ANYONE, StorageFile.Type.TALK))
                .route(route("DELETE", "/{id}", StorageFile.class, ask -> delete(ask.caller(), ask.id("id"))))
                .route(route("GET", "/{id}/file", Reply.class, ask -> api.redirect(ask, ANYONE)))
                .routes();
    }

    private static Route route(String method, String rest, Class<?> result, Function<Ask, ?> how) {
        return new Route(method, "/v1.0" + PATH + rest, Access.AUTHENTICATED, Void.class, result, ask -> {
            ask.caller().requireAgent();
            return how.apply(ask);
        });
    }

    private Page<StorageFile> own(Ask ask) {
        Id<?> agent = ask.caller().requireAgent();
        return store.list(ask.caller(), ANYONE, ask.page(), store.table().is("owner_id", agent));
    }

    private StorageFile delete(Caller caller, Id<StorageFile> id) {
        return store.db().write(tx -> {
            StorageFile file = store.live(tx, caller, ANYONE, id);
            if (!file.ownerId().equals(caller.agentId()) && !caller.may(file.customerId(), ADMIN_OR_MANAGER)) {
                throw Problem.forbidden("The file is another agent's.");
            }
            return files.delete(tx, file.id());
        });
    }
}
