package voipbin.e2e.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import voipbin.e2e.peer.Happening.Kind;
import voipbin.e2e.sound.Heard;
import voipbin.e2e.sound.Pause;
import voipbin.e2e.sound.Speech;

/** The phones among themselves, without the product. */
class PhonesTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String TEXT = "Hello. This is a test call. Thank you, bye.";

    @Test
    void linphoneCallsBaresipAndEachHearsTheOther() {
        try (var home = Home.of("spoken");
                var linphone = Linphone.unregistered();
                var baresip = Baresip.unregistered()) {
            var speech = Speech.spoken(TEXT, home.path());
            var tone = Speech.tone(440, Duration.ofSeconds(20), home.path().resolve("tone.wav"));

            linphone.call("sip:e2e@" + baresip.address());
            baresip.awaitRinging(SOON);
            linphone.happenings().await(Kind.RINGING_THERE, SOON);
            baresip.answer();
            linphone.awaitConnected(SOON);
            baresip.awaitConnected(SOON);
            linphone.play(speech);
            baresip.play(tone);
            talkFor(Duration.ofMillis(4_500));
            baresip.hangUp();
            linphone.awaitEnded(SOON);
            baresip.awaitEnded(SOON);

            assertThat(linphone.heard().share(440)).isGreaterThan(0.9);
            assertThat(baresip.heard().likeness(Heard.in(speech))).isGreaterThan(0.85);
            assertThat(baresip.heard().holds(TEXT)).isGreaterThanOrEqualTo(0.4);
        }
    }

    @Test
    void baresipCallsLinphoneThatAnswersByItself() {
        try (var home = Home.of("spoken");
                var linphone = Linphone.unregistered();
                var baresip = Baresip.unregistered()) {
            linphone.autoAnswer();

            baresip.call("sip:e2e@" + linphone.address());
            linphone.awaitConnected(SOON);
            baresip.awaitConnected(SOON);
            linphone.play(Speech.tone(1_000, Duration.ofSeconds(20), home.path().resolve("tone.wav")));
            talkFor(Duration.ofSeconds(1));
            linphone.hangUp();
            baresip.awaitEnded(SOON);

            assertThat(baresip.heard().share(1_000)).isGreaterThan(0.9);
        }
    }

    @Test
    void linphoneRefusesAndIsBusyAsToldAndBaresipIsBusy() {
        try (var linphone = Linphone.unregistered();
                var baresip = Baresip.unregistered()) {
            try (var caller = Sipp.start(refusal(linphone, "603"))) {
                linphone.awaitRinging(SOON);
                linphone.decline();
                caller.awaitSuccess();
            }
            try (var caller = Sipp.start(refusal(baresip, "486"))) {
                baresip.awaitRinging(SOON);
                baresip.hangUp();
                caller.awaitSuccess();
            }
        }
    }

    @Test
    void linphoneWithoutAFreeLineIsBusy() {
        var account = new Account("1000", "secret", "home.example", "127.0.0.1:9");
        try (var linphone = Linphone.busy(account)) {
            Sipp.act(refusal(linphone, "486"));
        }
    }

    @Test
    void sippCallsLinphoneWhichHearsItselfInTheEcho() {
        try (var home = Home.of("spoken");
                var linphone = Linphone.unregistered();
                var echo = Sipp.start(SippRun.waiting("uas_answer_echo"))) {
            linphone.call("sip:echo@" + echo.address());
            linphone.awaitConnected(SOON);
            linphone.play(Speech.tone(700, Duration.ofSeconds(20), home.path().resolve("tone.wav")));
            talkFor(Duration.ofSeconds(1));
            linphone.hangUp();
            linphone.awaitEnded(SOON);

            echo.awaitSuccess();
            assertThat(linphone.heard().share(700)).isGreaterThan(0.9);
        }
        try (var linphone = Linphone.unregistered()) {
            linphone.autoAnswer();
            Sipp.act(SippRun.towards(linphone.address(), "uac")
                    .with("user", "e2e")
                    .with("talk", "300"));
            linphone.awaitEnded(SOON);
        }
    }

    @Test
    void bothStopRingingWhenTheCallerGivesUp() {
        try (var caller = Linphone.unregistered();
                var linphone = Linphone.unregistered();
                var baresip = Baresip.unregistered()) {
            caller.call("sip:e2e@" + linphone.address());
            linphone.awaitRinging(SOON);
            caller.hangUp();
            linphone.awaitEnded(SOON);

            caller.call("sip:e2e@" + baresip.address());
            baresip.awaitRinging(SOON);
            caller.hangUp();
            baresip.awaitEnded(SOON);
        }
    }

    @Test
    void callerGetsNoAnswerAndGivesUp() {
        try (var caller = Linphone.unregistered();
                var deaf = Sipp.start(SippRun.waiting("uas_ring_no_answer"))) {
            caller.call("sip:e2e@" + deaf.address());
            caller.happenings().await(Kind.RINGING_THERE, SOON);
            caller.hangUp();

            deaf.awaitSuccess();
        }
    }

    @Test
    void calledOneHangsUpAfterAWhile() {
        try (var caller = Linphone.unregistered();
                var called = Sipp.start(SippRun.waiting("uas_answer_then_bye").with("talk", "500"))) {
            caller.call("sip:e2e@" + called.address());
            caller.awaitConnected(SOON);
            caller.awaitEnded(SOON);

            called.awaitSuccess();
        }
    }

    @Test
    void linphoneRegistersWithADomainThatNoDnsKnowsAndSaysGoodbye() {
        var account = new Account("1000", "secret", "home.example", "");
        try (var registrar = Sipp.start(SippRun.registrarUntilGoodbye(account))) {
            try (var linphone = Linphone.registering(at(registrar, account))) {
                linphone.awaitRegistered(SOON);
            }
            assertThat(registrar.awaitSuccess().successful()).isEqualTo(1);
            assertThat(registrar.messages())
                    .contains("REGISTER sip:home.example")
                    .contains("sip:1000@home.example");
        }
    }

    @Test
    void linphoneTellsWhenItsPasswordIsWrong() {
        var account = new Account("1000", "secret", "home.example", "");
        try (var registrar = Sipp.start(SippRun.registrar(account));
                var linphone = Linphone.registering(at(registrar, account).withPassword("guess"))) {
            linphone.happenings().await(Kind.REGISTRATION_FAILED, SOON);
            assertThat(linphone.happenings().count(Kind.REGISTERED)).isZero();
        }
    }

    @Test
    void baresipRegistersWithADomainThatNoDnsKnowsAndSaysGoodbye() {
        var account = new Account("1000", "secret", "home.example", "");
        try (var registrar = Sipp.start(SippRun.registrarUntilGoodbye(account))) {
            try (var baresip = Baresip.registering(at(registrar, account))) {
                baresip.awaitRegistered(SOON);
            }
            assertThat(registrar.awaitSuccess().successful()).isEqualTo(1);
            assertThat(registrar.messages())
                    .contains("REGISTER sip:home.example")
                    .contains("sip:1000@home.example");
        }
    }

    private static Account at(Sipp registrar, Account account) {
        return new Account(account.user(), account.password(), account.domain(), registrar.address());
    }

    private static SippRun refusal(Phone phone, String status) {
        return SippRun.towards(phone.address(), "uac_refused")
                .with("user", "e2e")
                .with("status", status);
    }

    /** Sound takes its time, and no program reports how much of it has passed. */
    private static void talkFor(Duration length) {
        var end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            Pause.briefly();
        }
    }
}
