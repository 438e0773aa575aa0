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
    void aFreshOneIsOfVersion7AndSortsByItsTime() {
        long before = System.currentTimeMillis();
        java.util.UUID value = Id.random().value();
        assertThat(value.version()).isEqualTo(7);
        assertThat(value.variant()).isEqualTo(2);
        assertThat(value.getMostSignificantBits() >>> 16).isBetween(before, System.currentTimeMillis());
        assertThat(Id.random()).isNotEqualTo(Id.random());
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
