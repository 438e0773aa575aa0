package voipbin.platform.call;

import java.util.List;
import voipbin.base.Counters;
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
    public record Wire(SipStack stack, MediaEngine engine, Reach reach, Speech speech, SoundFiles files, CallIds ids) {}

    /** Where calls are kept and counted, what they run, and who is told of their changes. */
    public record Books(
            Db db, Activeflows activeflows, CallOwners owners, List<CallListener> listeners, Counters counters) {}

    public static CallModule of(Books books, Wire wire, Timers timers, CallLimits limits) {
        Noun noun = new Noun("call", Visibility.CUSTOMER).deleted(Noun.Deleted.CONFLICT);
        CallStore store = new CallStore(
                books.db(),
                new Store<>(books.db(), Table.of("calls", Call.class), noun),
                books.owners(),
                books.listeners());
        Calls calls = new Calls(new CallParts(
                store,
                new KeyPresses(store),
                books.activeflows(),
                new SipLegs(wire.stack(), wire.engine(), wire.reach(), wire.ids()),
                new CallSound(wire.speech(), wire.files()),
                timers,
                limits,
                new CallQuality(books.counters())));
        return new CallModule(calls, CallApi.routes(store, calls));
    }
}
