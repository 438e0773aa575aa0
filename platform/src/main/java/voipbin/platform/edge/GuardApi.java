package voipbin.platform.edge;

import static voipbin.kit.auth.Permission.PROJECT_SUPER_ADMIN;

import java.util.Comparator;
import java.util.List;
import voipbin.base.Id;
import voipbin.kit.http.Access;
import voipbin.kit.http.Route;
import voipbin.kit.json.Always;
import voipbin.sip.guard.Block;
import voipbin.sip.guard.Guard;

/** {@code /sip_blocked_sources}, for the operator; not in the reference. */
public final class GuardApi {

    private GuardApi() {}

    @Always
    record BlockedSources(List<BlockedSource> result) {}

    public static List<Route> routes(Guard guard) {
        return List.of(new Route(
                        "GET",
                        "/v1.0/sip_blocked_sources",
                        Access.AUTHENTICATED,
                        Void.class,
                        BlockedSources.class,
                        ask -> {
                            ask.caller().require(Id.nil(), PROJECT_SUPER_ADMIN);
                            return new BlockedSources(guard.blocks().stream()
                                    .sorted(Comparator.comparing(Block::since).reversed())
                                    .map(BlockedSource::of)
                                    .toList());
                        })
                .summary("Where SIP messages are dropped from at this time, the newest block first."));
    }
}
