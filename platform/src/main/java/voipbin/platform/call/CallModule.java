package voipbin.platform.call;

import java.util.List;
import voipbin.base.Reach;
import voipbin.base.Timers;
import voipbin.kit.event.Visibility;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.media.MediaEngine;
import voipbin.platform.flow.Activeflows;
import voipbin.sip.SipStack;
import voipbin.speech.Speech;

/** Builds the package. */
public record CallModule(Calls calls, List<Route> routes) {

    /** What the wire and the ears of calls are. */
    public record Wire(SipStack stack, MediaEngine engine, Reach reach, Speech speech, SoundFiles files) {}

    public static CallModule of(Db db, Activeflows activeflows, Wire wire, Timers timers, CallLimits limits) {
        Noun noun = new Noun("call", Visibility.CUSTOMER).deleted(Noun.Deleted.CONFLICT);
        CallStore store = new CallStore(db, new Store<>(db, Table.of("calls", Call.class), noun));
        Calls calls = new Calls(new CallParts(
                store,
                activeflows,
                new SipLegs(wire.stack(), wire.engine(), wire.reach()),
                new CallSound(wire.speech(), wire.files()),
                timers,
                limits));
        return new CallModule(calls, CallApi.routes(store, calls));
    }
}
