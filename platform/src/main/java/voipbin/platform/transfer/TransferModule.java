package voipbin.platform.transfer;

import java.util.List;
import voipbin.kit.event.Visibility;
import voipbin.kit.http.Access;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.call.Calls;

/** Builds the package. */
public record TransferModule(List<Route> routes) {

    public static TransferModule of(Db db, Calls calls) {
        Store<Transfer> store =
                new Store<>(db, Table.of("transfers", Transfer.class), new Noun("transfer", Visibility.NOBODY));
        Transfers transfers = new Transfers(store, calls);
        return new TransferModule(List.of(new Route(
                "POST",
                "/v1.0/transfers",
                Access.AUTHENTICATED,
                Transfer.Draft.class,
                Transfer.class,
                ask -> transfers.create(ask.caller(), ask.body(Transfer.Draft.class)))));
    }
}
