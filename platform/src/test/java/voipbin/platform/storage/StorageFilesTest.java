package voipbin.platform.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.platform.billing.Purses;
import voipbin.platform.customer.Customer;

class StorageFilesTest {

    private final Purses purses = new Purses();
    private final LocalObjects objects;
    private final StorageModule module;
    private final Id<Customer> customer = purses.customer();

    StorageFilesTest(@TempDir Path folder) {
        objects = new LocalObjects(folder);
        module = moduleAt("http://here");
        module.accounts().createMissing();
    }

    @AfterEach
    void close() {
        purses.close();
    }

    @Test
    void aFileIsKeptAndCounted() throws IOException {
        StorageFile file = keep("12345");
        assertThat(file.filesize()).isEqualTo(5);
        assertThat(file.uriDownload()).startsWith("http://here/storage/");
        assertThat(file.tmDownloadExpire()).isEqualTo(purses.time.instant().plus(Duration.ofDays(7)));
        keep("678");
        assertThat(account().totalFileCount()).isEqualTo(2);
        assertThat(account().totalFileSize()).isEqualTo(8);
        assertThat(objects.all()).hasSize(2).contains(file.id());
    }

    @Test
    void aDeletedFileTakesItsBytesAndItsPlaceAlong() throws IOException {
        StorageFile file = keep("12345");
        purses.db.write(tx -> module.files().delete(tx, file.id()));
        assertThat(account().totalFileCount()).isZero();
        assertThat(account().totalFileSize()).isZero();
        assertThat(objects.all()).isEmpty();
    }

    @Test
    void whatIsOverTheQuotaIsRefusedAndLeavesNothing() throws IOException {
        fill(StorageAccount.QUOTA - 4);
        keep("1234");
        Problem refused = catchThrowableOfType(Problem.class, () -> keep("x"));
        assertThat(refused.status().http()).isEqualTo(429);
        assertThat(refused.reason()).isEqualTo("RESOURCE_LIMIT_EXCEEDED");
        assertThat(account().totalFileSize()).isEqualTo(StorageAccount.QUOTA);
        assertThat(objects.all()).hasSize(1);
    }

    @Test
    void whatTurnsOutLargerThanItSaidIsRefusedToo() throws IOException {
        fill(StorageAccount.QUOTA - 4);
        assertThat(catchThrowableOfType(Problem.class, () -> keep(customer, "12345", 1))
                        .reason())
                .isEqualTo("RESOURCE_LIMIT_EXCEEDED");
        assertThat(objects.all()).isEmpty();
    }

    @Test
    void aCustomerWithoutAnAccountKeepsNothing() {
        assertThat(catchThrowableOfType(Problem.class, () -> keep(Id.random(), "x", 1))
                        .reason())
                .isEqualTo("STATE_INVALID");
    }

    @Test
    void bytesWithoutARowAreSweptAndTheOthersStay() throws IOException {
        StorageFile file = keep("12345");
        objects.put(Id.random(), new ByteArrayInputStream(new byte[3]));
        assertThat(module.files().sweep()).isEqualTo(1);
        assertThat(module.files().sweep()).isZero();
        assertThat(objects.all()).containsExactly(file.id());
    }

    @Test
    void anAddressIsKeptUntilItEndsAndThenMadeAnew() {
        StorageFile file = keep("x");
        purses.time.advance(Duration.ofDays(6));
        assertThat(module.files().signed(file)).isEqualTo(file);
        purses.time.advance(Duration.ofDays(2));
        StorageFile again = module.files().signed(file);
        assertThat(again.uriDownload()).isNotEqualTo(file.uriDownload());
        assertThat(again.tmDownloadExpire()).isEqualTo(purses.time.instant().plus(Duration.ofDays(7)));
        assertThat(moduleAt("https://there").files().signed(again).uriDownload())
                .startsWith("https://there/storage/");
    }

    @Test
    void storageGoesWithItsCustomer() throws IOException {
        keep("12345");
        purses.db.write(tx -> {
            module.customerListener()
                    .deleted(tx, purses.customers.find(tx, customer).orElseThrow());
            return "";
        });
        assertThat(objects.all()).isEmpty();
        boolean gone = purses.db.read(tx -> module.accounts().of(tx, customer).isEmpty());
        assertThat(gone).isTrue();
        assertThat(module.accounts().createMissing())
                .as("deleted is not missing")
                .isZero();
    }

    @Test
    void aCustomerHasOneAccount() {
        Problem refused = catchThrowableOfType(
                Problem.class, () -> purses.db.write(tx -> module.accounts().createFor(tx, customer)));
        assertThat(refused.status().http()).isEqualTo(409);
    }

    private StorageModule moduleAt(String site) {
        return StorageModule.of(purses.db, purses.customers, objects, new SignedUrls(new byte[32], site), purses.time);
    }

    private StorageFile keep(String text) {
        return keep(customer, text, text.length());
    }

    private StorageFile keep(Id<Customer> owner, String text, long announced) {
        StorageFile.Draft draft = StorageFile.Draft.upload(owner, Id.nil(), StorageFile.Type.RAG, "notes.txt");
        return module.files().keep(draft, new ByteArrayInputStream(text.getBytes(UTF_8)), announced);
    }

    private void fill(long bytes) {
        purses.db.write(tx -> {
            module.accounts().count(tx, account(tx), 0, bytes);
            return "";
        });
    }

    private StorageAccount account() {
        return purses.db.read(this::account);
    }

    private StorageAccount account(voipbin.kit.sql.Tx tx) {
        return module.accounts().of(tx, customer).orElseThrow();
    }
}
