package voipbin.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdTest {

    @Test
    void readsItsOwnTextBack() {
        Id<String> id = Id.random();
        assertThat(Id.<String>parse(id.toString())).contains(id);
    }

    @Test
    void refusesWhatOnlyLooksLikeAnId() {
        assertThat(Id.parse("1-1-1-1-1")).isEmpty();
        assertThat(Id.parse("")).isEmpty();
        assertThat(Id.parse("zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz")).isEmpty();
    }

    @Test
    void nilIsNil() {
        assertThat(Id.nil().isNil()).isTrue();
        assertThat(Id.nil()).hasToString("00000000-0000-0000-0000-000000000000");
        assertThat(Id.random().isNil()).isFalse();
    }
}
