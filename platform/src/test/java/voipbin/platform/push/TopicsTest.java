package voipbin.platform.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.base.Id;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Permission;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;
import voipbin.kit.event.Visibility;

class TopicsTest {

    private static final Id<?> US = Id.random();
    private static final Id<?> ME = Id.random();
    private static final Id<?> OTHER = Id.random();

    private static Event event(String type, String data) {
        return new Event(Position.START, Id.random(), US, type, data, Visibility.CUSTOMER, Instant.EPOCH);
    }

    @Test
    void anEventStandsUnderBothFormsForItsCustomerAndItsOwner() {
        String data = "{\"id\":\"c1\",\"owner_type\":\"agent\",\"owner_id\":\"" + ME + "\"}";
        assertThat(EventTopics.of(event("call_hangup", data)))
                .containsExactly(
                        "customer_id:" + US + ":call:c1",
                        "customer_id:" + US + ":call:call_hangup:c1",
                        "agent_id:" + ME + ":call:c1",
                        "agent_id:" + ME + ":call:call_hangup:c1");
    }

    @ParameterizedTest
    @CsvSource({
        "queuecall_waiting, queuecall:own",
        "conversation_message_created, conversation:own",
        "transcript_created, transcript:own",
        "aicall_status_progressing, aicall:own",
        "aimessage_created, aicall:call",
        "chat_created, chat:own",
        "chatmessage_created, chat:chat",
        "webchat_message_created, webchat_session:session",
        "webchat_session_ended, webchat_session:own"
    })
    void theResourceIsTheFirstWordWithAFewExceptions(String type, String topic) {
        String more = switch (type) {
            case "aimessage_created" -> ",\"aicall_id\":\"call\"";
            case "chatmessage_created" -> ",\"chat_id\":\"chat\"";
            case "webchat_message_created" -> ",\"session_id\":\"session\"";
            default -> "";
        };
        assertThat(EventTopics.of(event(type, "{\"id\":\"own\"" + more + "}")))
                .contains("customer_id:" + US + ":" + topic);
    }

    @Test
    void everyParticipantOfAChatIsTold() {
        String data =
                "{\"id\":\"c\",\"participants\":[{\"owner_id\":\"" + ME + "\"},{\"owner_id\":\"" + OTHER + "\"}]}";
        assertThat(EventTopics.of(event("chat_created", data)))
                .contains("agent_id:" + ME + ":chat:c", "agent_id:" + OTHER + ":chat:c");
    }

    private static boolean may(Caller caller, String topic) {
        return TopicRules.allow(
                caller,
                topic.replace("US", US.toString()).replace("ME", ME.toString()).replace("OTHER", OTHER.toString()));
    }

    @ParameterizedTest
    @CsvSource({
        // topic, admin, agent, key, direct, super
        "customer_id:US, true, false, true, false, true",
        "customer_id:US:call, true, false, true, false, true",
        "customer_id:US:call:call_hangup:1, true, false, true, false, true",
        "customer_id:OTHER, false, false, false, false, true",
        "customer_id:OTHER:call, false, false, false, false, true",
        "customer_id:, false, false, false, false, true",
        "customer_id, false, false, false, false, true",
        "'', false, false, false, false, true",
        "agent_id:ME, true, true, false, false, true",
        "agent_id:ME:call:1, true, true, false, false, true",
        "agent_id:OTHER, false, false, false, false, true",
        "agent_id:00000000-0000-0000-0000-000000000000, false, false, false, false, true",
        "other:US, false, false, false, false, true",
        "customer_id:US:aicall, true, false, true, false, true",
        "customer_id:US:aicall:ME, true, false, true, true, true",
        "customer_id:US:aicall:x, true, false, true, false, true",
        "customer_id:US:aicall:ME:x, true, false, true, false, true",
        "customer_id:US:call:ME, true, false, true, false, true",
        "customer_id:OTHER:aicall:ME, false, false, false, false, true"
    })
    void whoMaySubscribeToWhat(String topic, boolean admin, boolean agent, boolean key, boolean direct, boolean all) {
        Caller.Scope scope = new Caller.Scope("ai", Id.random(), List.of("aicall"));
        assertThat(may(new Caller(Caller.Kind.AGENT, US, ME, Permission.CUSTOMER_ADMIN), topic))
                .isEqualTo(admin);
        assertThat(may(new Caller(Caller.Kind.AGENT, US, ME, Permission.CUSTOMER_AGENT), topic))
                .isEqualTo(agent);
        assertThat(may(new Caller(Caller.Kind.ACCESSKEY, US, Id.nil(), Permission.CUSTOMER_ADMIN), topic))
                .isEqualTo(key);
        assertThat(may(new Caller(Caller.Kind.DIRECT, US, Id.nil(), Permission.NONE, scope), topic))
                .isEqualTo(direct);
        assertThat(may(new Caller(Caller.Kind.AGENT, OTHER, ME, Permission.PROJECT_SUPER_ADMIN), topic))
                .isEqualTo(all);
        assertThat(may(new Caller(Caller.Kind.DELEGATE, US, Id.nil(), Permission.CUSTOMER_ADMIN), topic))
                .isFalse();
    }
}
