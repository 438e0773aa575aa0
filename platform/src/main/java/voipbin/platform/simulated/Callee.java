package voipbin.platform.simulated;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Problem;
import voipbin.media.MediaSession;
import voipbin.media.Negotiation;
import voipbin.platform.call.CallSound;
import voipbin.sip.CallListener;
import voipbin.sip.CallOutcome;
import voipbin.sip.IncomingCall;
import voipbin.sip.Reoffer;
import voipbin.sip.message.Request;
import voipbin.speech.Utterance;

/** One call to a simulated callee: a virtual thread that does what the number says, ended by interruption. */
final class Callee implements CallListener, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Callee.class);

    /** As people and machines take. */
    private static final Duration BEFORE_SPEAKING = Duration.ofMillis(500);

    private static final Duration BEFORE_KEYS = Duration.ofSeconds(2);
    private static final Duration KEY = Duration.ofMillis(120);
    private static final Duration GAP = Duration.ofMillis(250);
    private static final Duration EVER = Duration.ofHours(2);

    private static final String HELLO = "Hello?";
    private static final String GREETING = "Hello. You have reached the answering machine of a simulated callee."
            + " Nobody can take your call at the moment. Please leave a message after the tone.";
    private static final String TALK = "This is a simulated callee that talks and talks. One, two, three, four, five,"
            + " six, seven, eight, nine, ten. The quick brown fox jumps over the lazy dog.";

    private final IncomingCall call;
    private final Behaviour behaviour;
    private final MediaSession media;
    private final CallSound sound;
    private final Thread thread;

    Callee(IncomingCall call, Behaviour behaviour, MediaSession media, CallSound sound) {
        this.call = call;
        this.behaviour = behaviour;
        this.media = media;
        this.sound = sound;
        this.thread = Thread.ofVirtual().name("simulated-callee").unstarted(this);
    }

    void start() {
        call.listener(this);
        thread.start();
    }

    @Override
    public void run() {
        try {
            ring();
            switch (behaviour.kind()) {
                case BUSY -> call.refuse(486, "Busy Here");
                case DECLINES -> call.refuse(603, "Decline");
                case OUT_OF_SERVICE -> call.refuse(503, "Service Unavailable");
                case NO_ANSWER -> Thread.sleep(EVER);
                case SILENT, PERSON, MACHINE, TALKER, KEYS, ECHO -> talk();
            }
        } catch (InterruptedException over) {
            // the call has ended, and what it did with it
        }
    }

    private void ring() throws InterruptedException {
        boolean rings = !behaviour.ringing().isZero() || behaviour.kind() == Behaviour.Kind.NO_ANSWER;
        if (rings) {
            call.ring();
            Thread.sleep(behaviour.ringing());
        }
    }

    private void talk() throws InterruptedException {
        if (!answers()) {
            call.refuse(488, "Not Acceptable Here");
            return;
        }
        Thread goodbye = Thread.ofVirtual().name("simulated-goodbye").start(this::stay);
        try {
            act();
            Thread.sleep(EVER);
        } finally {
            goodbye.interrupt();
        }
    }

    private void stay() {
        try {
            Thread.sleep(behaviour.stays().orElse(EVER));
            call.hangup();
        } catch (InterruptedException overBefore) {
            // somebody else has hung up
        }
    }

    private boolean answers() {
        byte[] offer = call.invite().body();
        if (offer.length == 0) {
            call.answer(media.offer());
            return true;
        }
        if (media.answer(offer) instanceof Negotiation.Agreed agreed) {
            call.answer(agreed.sdp());
            return true;
        }
        return false;
    }

    private void act() throws InterruptedException {
        try {
            switch (behaviour.kind()) {
                case PERSON -> say(HELLO);
                case MACHINE -> {
                    say(GREETING);
                    Thread.sleep(BEFORE_SPEAKING);
                    sound.beep(media);
                }
                case TALKER -> {
                    while (!Thread.interrupted()) {
                        say(TALK);
                    }
                }
                case KEYS -> {
                    Thread.sleep(BEFORE_KEYS);
                    media.sendDigits(behaviour.argument(), KEY, GAP);
                }
                case ECHO -> sound.echo(media, EVER);
                case SILENT, BUSY, NO_ANSWER, DECLINES, OUT_OF_SERVICE -> {
                    // nothing is to be heard
                }
            }
        } catch (Problem noVoice) {
            LOG.warn("a simulated callee cannot speak: {}", noVoice.getMessage());
        }
    }

    private void say(String text) throws InterruptedException {
        Thread.sleep(BEFORE_SPEAKING);
        sound.talk(media, Utterance.of(text, "en-US"));
    }

    @Override
    public void onConfirmed(Request ack) {
        if (!call.invite().hasBody()) {
            media.accept(ack.body());
        }
    }

    @Override
    public void onReoffer(Reoffer reoffer) {
        Optional<byte[]> offer = reoffer.offer();
        if (offer.isPresent() && media.reanswer(offer.get()) instanceof Negotiation.Agreed agreed) {
            reoffer.answer(agreed.sdp());
        } else {
            reoffer.refuse(488);
        }
    }

    @Override
    public void onEnded(CallOutcome outcome) {
        media.close();
        thread.interrupt();
    }

    @Override
    public void onEnded(CallOutcome outcome, List<voipbin.sip.message.Reason> reasons) {
        onEnded(outcome);
    }
}
