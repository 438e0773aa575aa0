package voipbin.platform.flow.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import voipbin.platform.flow.Services;

/** The list of all types, and what becomes of those that nobody does. */
public class LaterStepTest {

    public static final Services.Later REFUSING = LaterStep::refuse;

    @Test
    void allTypesOfTheContractAreThere() {
        assertThat(StepType.names())
                .containsExactly(
                        ("ai_summary ai_talk ai_task amd answer beep block branch call case_create condition_call_digits "
                                        + "condition_call_status condition_datetime condition_variable confbridge_join "
                                        + "conference_join connect conversation_send digits_receive digits_send echo "
                                        + "email_send empty external_media_start external_media_stop fetch fetch_flow goto "
                                        + "hangup message_send mute play queue_join recording_start recording_stop sleep stop "
                                        + "stream_echo talk transcribe_recording transcribe_start transcribe_stop "
                                        + "variable_set webhook_send")
                                .split(" "));
    }

    @Test
    void theTypesThatEndAFlowWhenTheyFailAreThoseOfTheContract() {
        assertThat(StepType.names().stream()
                        .filter(name -> StepType.find(name).orElseThrow().onError() == OnError.STOP))
                .containsExactly(("ai_summary ai_talk ai_task branch call condition_call_digits condition_call_status "
                                + "condition_datetime condition_variable conference_join connect fetch "
                                + "fetch_flow goto message_send queue_join")
                        .split(" "));
    }

    @Test
    void theTypesThatNeedNoCallAreThoseOfTheContract() {
        assertThat(StepType.names().stream()
                        .filter(name -> StepType.find(name).orElseThrow().media() == Media.NON_RTC))
                .containsExactly("ai_summary", "ai_task", "block");
        assertThat(StepType.names().stream()
                        .filter(name -> StepType.find(name).orElseThrow().media() == Media.ANY))
                .containsExactly(
                        ("ai_talk branch call case_create condition_datetime condition_variable conversation_send "
                                        + "email_send empty fetch fetch_flow goto message_send stop "
                                        + "transcribe_recording variable_set webhook_send")
                                .split(" "));
    }
}
