package voipbin.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangeTest {

    @Test
    void aNameTellsWhichChangeItIs() {
        Change edit = new Change("3-17", 5);
        assertThat(Change.of("number_updated", edit.name())).contains(edit);
        assertThat(Change.of("number_deleted", edit.name())).contains(new Change("3-17", Change.LAST));
        assertThat(Change.of("agent_created", edit.name())).isEmpty();
        assertThat(Change.of("number_created", "somebody's number")).isEmpty();
    }
}
