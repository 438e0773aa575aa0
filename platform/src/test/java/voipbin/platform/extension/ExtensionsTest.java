package voipbin.platform.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.kit.TestDatabase;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Quota;
import voipbin.platform.customer.Secrets;
import voipbin.platform.direct.Directs;

/** What is known by heart. */
class ExtensionsTest {

    private final Db db = TestDatabase.open();
    private final Extensions extensions = new Extensions(
            db,
            new Store<>(db, Table.of("extensions", Extension.class), new Noun("extension", Visibility.INTERNAL)),
            new Directs(db, new Secrets(new Random(1))),
            Quota.UNLIMITED);
    private final Id<Customer> ann = Id.random();
    private final Extension phone =
            db.write(tx -> extensions.create(tx, ann, new Extension.Draft("1000", "secret", "phone", "")));

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void isWhatHasBeenAskedForBefore() {
        assertThat(extensions.known(ann, "1000")).isEmpty();
        extensions.byDialName(ann, "1000");
        assertThat(extensions.known(ann, "1000")).contains(phone);
        assertThat(extensions.known(Id.random(), "1000")).isEmpty();
    }

    @Test
    void isForgottenWithEachChange() {
        extensions.byDialName(ann, "1000");
        extensions.regenerateHash(phone.id());
        assertThat(extensions.known(ann, "1000")).isEmpty();

        extensions.byDialName(ann, "1000");
        extensions.delete(phone.id());
        assertThat(extensions.known(ann, "1000")).isEmpty();
        assertThat(extensions.byDialName(ann, "1000")).isEmpty();
    }

    @Test
    void isNotWhatWasReadBeforeAChange() {
        KnownExtensions known = new KnownExtensions();
        known.keep(() -> {
            known.changed(phone);
            return java.util.Optional.of(phone);
        });
        assertThat(known.find(ann, "1000")).isEmpty();
    }
}
