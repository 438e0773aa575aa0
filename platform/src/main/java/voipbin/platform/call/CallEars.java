package voipbin.platform.call;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import voipbin.base.Problem;
import voipbin.platform.call.Call.MuteDirection;
import voipbin.platform.flow.SoundPort;
import voipbin.speech.Utterance;

/** What a flow lets a call hear. */
final class CallEars implements SoundPort {

    private final CallSound sound;
    private final Supplier<Leg> leg;

    private final CallAudio audio;

    /** @param leg the present one: a call may change it before it is answered */
    CallEars(CallSound sound, Supplier<Leg> leg, CallAudio audio) {
        this.audio = audio;
        this.sound = sound;
        this.leg = leg;
    }

    @Override
    public void talk(Utterance utterance) throws InterruptedException {
        sound.talk(leg.get().media(), utterance);
    }

    /** The end of the call closes its media, which ends the playing and with it the thread. */
    @Override
    public void speak(Utterance utterance, Consumer<Problem> broken) {
        Thread.ofVirtual().name("speak").start(() -> {
            try {
                talk(utterance);
            } catch (Problem problem) {
                broken.accept(problem);
            } catch (InterruptedException nobodyInterruptsIt) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void mute(String direction) {
        audio.mute(
                switch (direction) {
                    case "", "both" -> MuteDirection.BOTH;
                    case "in" -> MuteDirection.IN;
                    case "out" -> MuteDirection.OUT;
                    default -> throw Problem.invalid("direction", "must be in, out or both");
                });
    }

    @Override
    public void play(List<URI> urls) throws InterruptedException {
        leg.get().progress();
        sound.play(leg.get().media(), urls);
    }

    @Override
    public void beep() throws InterruptedException {
        leg.get().progress();
        sound.beep(leg.get().media());
    }

    @Override
    public void echo(Duration duration) throws InterruptedException {
        leg.get().progress();
        sound.echo(leg.get().media(), duration);
    }
}
