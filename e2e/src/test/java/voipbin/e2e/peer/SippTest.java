package voipbin.e2e.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SippTest {
    private static final Account ACCOUNT = new Account("1000", "secret", "home.example", "replaced");

    @Test
    void registersWithDigestAtARegistrar() {
        try (var registrar = Sipp.start(SippRun.registrar(ACCOUNT))) {
            Sipp.act(SippRun.towards(registrar.address(), "register").as(ACCOUNT));

            assertThat(registrar.awaitSuccess()).isEqualTo(new SippOutcome(0, 1, 0));
        }
    }

    @Test
    void isRefusedWithAWrongPassword() {
        try (var registrar = Sipp.start(SippRun.registrar(ACCOUNT))) {
            Sipp.act(SippRun.towards(registrar.address(), "register_refused").as(ACCOUNT.withPassword("guess")));

            assertThat(registrar.messages()).contains("403 Forbidden");
        }
    }

    @Test
    void callsAnEchoAndHangsUp() {
        try (var echo = Sipp.start(SippRun.waiting("uas_answer_echo"))) {
            Sipp.act(SippRun.towards(echo.address(), "uac").with("user", "echo").with("talk", "300"));

            assertThat(echo.awaitSuccess().successful()).isEqualTo(1);
        }
    }

    @Test
    void isRefusedByABusyOneAndByOneThatDeclines() {
        try (var busy = Sipp.start(SippRun.waiting("uas_busy"));
                var unwilling = Sipp.start(SippRun.waiting("uas_decline"))) {
            Sipp.act(SippRun.towards(busy.address(), "uac_refused")
                    .with("user", "x")
                    .with("status", "486"));
            Sipp.act(SippRun.towards(unwilling.address(), "uac_refused")
                    .with("user", "x")
                    .with("status", "603"));

            busy.awaitSuccess();
            unwilling.awaitSuccess();
        }
    }

    @Test
    void failsWhenTheOtherSideDoesNotFollowTheScenario() {
        try (var busy = Sipp.start(SippRun.waiting("uas_busy"))) {
            var run = SippRun.towards(busy.address(), "uac").with("user", "x").with("talk", "1");
            try (var caller = Sipp.start(run.within(Duration.ofSeconds(5)))) {
                assertThat(caller.await()).isEqualTo(new SippOutcome(1, 0, 1));
            }
        }
    }
}
