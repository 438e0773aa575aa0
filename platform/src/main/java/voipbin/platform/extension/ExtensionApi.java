package voipbin.platform.extension;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.util.List;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Store;

/** {@code /extensions}. */
public final class ExtensionApi {

    private ExtensionApi() {}

    public static List<Route> routes(Extensions extensions, Store<Extension> store) {
        return Resource.of(store, "/extensions", ADMIN_OR_MANAGER)
                .list()
                .get()
                .create(Extension.Draft.class, extensions::create)
                .edit(Extension.Edit.class, extensions::edit)
                .delete((_, id) -> extensions.delete(id))
                .post("/direct-hash-regenerate", (_, id) -> extensions.regenerateHash(id))
                .routes();
    }
}
