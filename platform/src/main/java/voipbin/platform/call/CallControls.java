package voipbin.platform.call;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.http.Reply;
import voipbin.platform.call.Call.Direction;
import voipbin.platform.call.Call.MuteDirection;
import voipbin.platform.call.Call.Status;
import voipbin.sip.ReofferOutcome;
import voipbin.speech.Utterance;

/** What requests do to the sound of calls that live (calls §1.2, §1.9). Who may has been checked before. */
final class CallControls {

    /** Longer than a phone needs, shorter than an HTTP client waits. */
    private static final int HOLD_SECONDS = 10;

    private static final int TELEPHONE_RATE = 8000;

    /** The body of {@code /mute}. */
    record MuteRequest(MuteDirection direction) {

        /** Without a direction both are meant. */
        MuteDirection wanted() {
            return direction == MuteDirection.NONE ? MuteDirection.BOTH : direction;
        }
    }

    /** The body of {@code /talk}. */
    record TalkRequest(String text, String language, String provider, String voiceId) {}

    private final Calls calls;
    private final CallStore store;

    CallControls(Calls calls, CallStore store) {
        this.calls = calls;
        this.store = store;
    }

    Reply hold(Id<Call> id, boolean on) {
        Call row = row(id);
        if (row.status() != Status.PROGRESSING) {
            throw notProgressing(row);
        }
        switch (asked(live(id), on)) {
            case ReofferOutcome.Answered _ -> {
                return done();
            }
            case ReofferOutcome.Refused(int status, String phrase) ->
                throw conflict("the endpoint refuses it: " + status + " " + phrase);
            case ReofferOutcome.Impossible(String why) -> throw conflict("it cannot be proposed: " + why);
        }
    }

    private static ReofferOutcome asked(LiveCall call, boolean on) {
        try {
            return call.leg().hold(on).get(HOLD_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException silent) {
            return new ReofferOutcome.Impossible("the endpoint does not answer");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new ReofferOutcome.Impossible("the server stops");
        } catch (ExecutionException neverCompletedSo) {
            throw new IllegalStateException(neverCompletedSo);
        }
    }

    Reply mute(Id<Call> id, MuteRequest body) {
        return audible(id, call -> call.audio().mute(body.wanted()));
    }

    Reply unmute(Id<Call> id, MuteRequest body) {
        return audible(id, call -> call.audio().unmute(body.wanted()));
    }

    Reply music(Id<Call> id, boolean on) {
        return audible(id, call -> call.audio().music(on));
    }

    Reply silence(Id<Call> id, boolean on) {
        return audible(id, call -> call.audio().silence(on));
    }

    /** Answers a caller first, and returns when the text begins to be heard: the flow goes on by itself meanwhile. */
    Reply talk(Id<Call> id, TalkRequest body) {
        if (body.text().isBlank()) {
            throw Problem.invalid("text", "must not be empty");
        }
        Utterance utterance =
                new Utterance(body.text(), body.language(), body.provider(), body.voiceId(), TELEPHONE_RATE);
        return audible(id, call -> {
            try {
                call.announce(utterance);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** What needs media: an answered call, or a caller who can hear something before. */
    private Reply audible(Id<Call> id, Consumer<LiveCall> what) {
        Call row = row(id);
        boolean early = row.status() == Status.RINGING && row.direction() == Direction.INCOMING;
        if (row.status() != Status.PROGRESSING && !early) {
            throw notProgressing(row);
        }
        what.accept(live(id));
        return done();
    }

    private Call row(Id<Call> id) {
        return store.rows().find(id).orElseThrow(() -> Problem.notFound("call"));
    }

    private LiveCall live(Id<Call> id) {
        return calls.find(id).orElseThrow(() -> conflict("its media is gone"));
    }

    private static Problem notProgressing(Call row) {
        return switch (row.status()) {
            case DIALING, RINGING -> conflict("it is not answered yet");
            case TERMINATING, CANCELING, HANGUP -> conflict("it is over, or about to be");
            case PROGRESSING -> conflict("it is answered already");
        };
    }

    private static Problem conflict(String why) {
        return Problem.conflict("STATE_INVALID", "This cannot be done to the call: " + why + ".");
    }

    private static Reply done() {
        return Reply.empty(200);
    }
}
