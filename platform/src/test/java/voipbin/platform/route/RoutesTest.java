package voipbin.platform.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.base.ManualTime;
import voipbin.kit.TestDatabase;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.customer.Customer;
import voipbin.platform.provider.Provider;

/** The order of sip-identity §4.2. */
class RoutesTest {

    private final ManualTime time = new ManualTime();
    private final Db db = TestDatabase.open(time);
    private final Store<Route> store =
            new Store<>(db, Table.of("routes", Route.class), new Noun("route", Visibility.INTERNAL));
    private final Routes routes = new Routes(store);
    private final Id<Customer> customer = Id.random();
    private final Id<Provider> a = Id.random();
    private final Id<Provider> b = Id.random();
    private final Id<Provider> c = Id.random();
    private final Id<Provider> d = Id.random();

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void theOwnOnesComeBeforeEverybodysAndTheTargetsBeforeAll() {
        route(Routes.EVERYBODY, d, "all", 0);
        route(Routes.EVERYBODY, c, "+82", 0);
        route(customer, b, "all", 0);
        route(customer, a, "+82", 9);
        route(Id.random(), Id.random(), "+82", 0);
        route(customer, Id.random(), "+1", 0);
        assertThat(select()).containsExactly(a, b, c, d);
    }

    @Test
    void inAGroupTheLowerPriorityIsFirstAndThenTheNewest() {
        route(customer, a, "+82", 5);
        route(customer, b, "+82", 1);
        route(customer, c, "+82", 5);
        assertThat(select()).containsExactly(b, c, a);
    }

    @Test
    void aProviderIsRepeatedInItsOwnGroupOnly() {
        route(customer, a, "+82", 1);
        route(customer, a, "+82", 2);
        route(customer, a, "all", 1);
        route(customer, b, "all", 2);
        route(Routes.EVERYBODY, b, "+82", 1);
        route(Routes.EVERYBODY, c, "+82", 2);
        route(Routes.EVERYBODY, c, "all", 1);
        assertThat(select()).containsExactly(a, a, b, c);
    }

    @Test
    void aDeletedRouteLeadsNowhere() {
        store.remove(route(customer, a, "+82", 1).id());
        assertThat(select()).isEmpty();
    }

    private List<Id<Provider>> select() {
        return db.read(tx -> routes.select(tx, customer, "+82"));
    }

    private Route route(Id<Customer> owner, Id<Provider> provider, String target, int priority) {
        time.advance(Duration.ofSeconds(1));
        return store.insert(
                new Route(Id.random(), owner, "", "", provider, priority, target, time.instant(), null, null));
    }
}
