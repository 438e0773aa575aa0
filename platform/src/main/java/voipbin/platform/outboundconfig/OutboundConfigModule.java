package voipbin.platform.outboundconfig;

import java.util.List;
import voipbin.kit.event.Visibility;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.number.Numbers;

/** Builds the package: {@code /outbound_config} and {@code /outbound_configs}. Its changes are no events. */
public record OutboundConfigModule(OutboundConfigs configs, List<Route> routes) {

    public static OutboundConfigModule of(Db db, Numbers numbers) {
        Store<OutboundConfig> store = new Store<>(
                db, Table.of("outbound_configs", OutboundConfig.class), new Noun("outbound_config", Visibility.NOBODY));
        OutboundConfigs configs = new OutboundConfigs(store, numbers);
        return new OutboundConfigModule(configs, new OutboundConfigApi(store, configs).routes());
    }
}
