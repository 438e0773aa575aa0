package voipbin.platform.externalmedia;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.kit.http.Route;
import voipbin.kit.outward.AddressRules;
import voipbin.kit.outward.OutwardSockets;
import voipbin.media.MediaEngine;
import voipbin.platform.call.Calls;
import voipbin.platform.flow.ExternalMediaPort;

/** Builds the package. */
public record ExternalMediaModule(ExternalMediaPort externalMedias, List<Route> routes) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * What sound goes over.
     *
     * @param allowed which addresses customers may have us send sound to
     */
    public record Wire(MediaEngine engine, Reach reach, AddressRules allowed) {}

    public static ExternalMediaModule of(Calls calls, Wire wire, Counters counters) {
        Connector connector = new Connector(
                new OutwardSockets(wire.allowed(), PATIENCE), wire.engine(), wire.reach(), new SecureRandom());
        ExternalMedias all = new ExternalMedias(calls, connector);
        counters.gauge("calls.external_media", all::count);
        return new ExternalMediaModule(all, new MediaStreamApi(calls).routes());
    }
}
