package voipbin.platform.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.base.ManualTime;
import voipbin.kit.TestDatabase;
import voipbin.kit.event.Visibility;
import voipbin.kit.outward.AddressRules;
import voipbin.kit.outward.OutwardHttp;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.address.Address;
import voipbin.platform.call.Call.Direction;
import voipbin.platform.call.Call.HangupBy;
import voipbin.platform.call.Call.HangupReason;
import voipbin.platform.call.Call.Status;
import voipbin.platform.flow.Activeflow;
import voipbin.platform.flow.Activeflows;
import voipbin.sip.IncomingCall;
import voipbin.speech.Speech;
import voipbin.speech.SpeechConfig;

class CallsTest {

    private final ManualTime time = new ManualTime();
    private final Db db = TestDatabase.open(time);
    private final CallStore store = new CallStore(
            db,
            new Store<>(db, Table.of("calls", Call.class), new Noun("call", Visibility.CUSTOMER)),
            CallOwners.NOBODY,
            List.of());

    private final OutwardHttp http = new OutwardHttp(AddressRules.anything(), OutwardHttp.Patience.STANDARD);

    @AfterEach
    void close() {
        http.close();
        db.close();
    }

    @Test
    void aCallThatACrashCutOffEndsWhenTheServerWasLastSeenAlive() {
        Call talking = answered();
        time.advance(Duration.ofMinutes(3));
        Call later = answered();
        Instant lastSign = time.instant();
        time.advance(Duration.ofHours(9));

        assertThat(calls().endUnfinished()).isEqualTo(2);

        Call over = store.rows().find(talking.id()).orElseThrow();
        assertThat(over.status()).isEqualTo(Status.HANGUP);
        assertThat(over.hangupBy()).isEqualTo(HangupBy.LOCAL);
        assertThat(over.hangupReason()).isEqualTo(HangupReason.FAILED);
        assertThat(over.tmHangup())
                .as("nine hours of standing still are not talked")
                .isEqualTo(lastSign);
        assertThat(store.rows().find(later.id()).orElseThrow().tmHangup()).isEqualTo(lastSign);
        assertThat(calls().endUnfinished()).isZero();
    }

    private Call answered() {
        Address phone = Address.of("sip", "1000@127.0.0.1", "");
        Call call = store.rows().insert(SampleCalls.of(Id.random(), Direction.OUTGOING, phone, phone));
        return store.change(call.id(), CallState.outgoing().to(Status.PROGRESSING));
    }

    private Calls calls() {
        return new Calls(new CallParts(
                store,
                new KeyPresses(store),
                new Activeflows(
                        db,
                        new Store<>(
                                db,
                                Table.of("activeflows", Activeflow.class),
                                new Noun("activeflow", Visibility.CUSTOMER)),
                        new voipbin.platform.flow.Flows(new Store<>(
                                db,
                                Table.of("flows", voipbin.platform.flow.Flow.class),
                                new Noun("flow", Visibility.INTERNAL))),
                        java.time.Clock.systemUTC()),
                new NoLegs(),
                new CallSound(
                        Speech.withInstalled(SpeechConfig.in(Path.of("target", "speech")), new Counters()),
                        new SoundFiles(http)),
                time,
                new CallLimits(Duration.ofSeconds(60), Duration.ofHours(1)),
                new CallQuality(new Counters())));
    }

    private static final class NoLegs implements Legs {

        @Override
        public Leg open(Dial dial, Consumer<CallSignal> tell) {
            return new NoLeg(tell, Cause.FAILURE);
        }

        @Override
        public Leg take(IncomingCall call, Consumer<CallSignal> tell) {
            return new NoLeg(tell, Cause.FAILURE);
        }
    }
}
