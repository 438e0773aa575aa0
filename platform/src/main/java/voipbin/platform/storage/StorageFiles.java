package voipbin.platform.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Id;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;

/**
 * Keeps files: the bytes in the object store, the rest in rows. Bytes come before their row and go after it, so a row
 * always has its bytes, and what a crash leaves are bytes without a row, which {@link #sweep} takes away.
 */
public final class StorageFiles {

    private static final Logger LOG = LoggerFactory.getLogger(StorageFiles.class);
    private static final int SWEPT_AT_ONCE = 500;

    private final Store<StorageFile> store;
    private final StorageAccounts accounts;
    private final ObjectStore objects;
    private final SignedUrls urls;

    StorageFiles(Store<StorageFile> store, StorageAccounts accounts, ObjectStore objects, SignedUrls urls) {
        this.store = store;
        this.accounts = accounts;
        this.objects = objects;
        this.urls = urls;
    }

    /**
     * Keeps a file. Not within a transaction: it takes as long as its bytes.
     *
     * @param size as far as it is known; 0 otherwise. What counts is what comes
     * @throws voipbin.base.Problem 429 {@code RESOURCE_LIMIT_EXCEEDED} over the quota, 409 without an account
     */
    public StorageFile keep(StorageFile.Draft draft, InputStream content, long size) {
        store.db().read(tx -> accounts.require(tx, draft.customer(), size));
        Id<StorageFile> id = Id.random();
        try {
            long kept = objects.put(id, content);
            return store.db().write(tx -> insert(tx, id, draft, kept));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a file", e);
        } catch (RuntimeException refused) {
            discard(id);
            throw refused;
        }
    }

    private StorageFile insert(Tx tx, Id<StorageFile> id, StorageFile.Draft draft, long size) {
        accounts.count(tx, accounts.require(tx, draft.customer(), size), 1, size);
        Instant expire = tx.now().plus(SignedUrls.LIFE);
        return store.insert(
                tx,
                new StorageFile(
                        id,
                        draft.customer(),
                        "agent",
                        draft.owner(),
                        draft.referenceType(),
                        draft.reference(),
                        draft.type(),
                        draft.filename(),
                        "",
                        draft.filename(),
                        size,
                        urls.url(id, expire),
                        expire,
                        tx.now(),
                        null,
                        null));
    }

    /** The file with an address that works: the old one until it ends, or this site is called otherwise. */
    StorageFile signed(StorageFile file) {
        record Signed(String uriDownload, Instant tmDownloadExpire) {}
        return store.db().write(tx -> {
            Instant until = file.tmDownloadExpire();
            if (until != null && until.isAfter(tx.now()) && urls.isHere(file.uriDownload())) {
                return file;
            }
            Instant expire = tx.now().plus(SignedUrls.LIFE);
            return store.update(tx, file.id(), new Signed(urls.url(file.id(), expire), expire));
        });
    }

    /** The row goes now, the bytes once that is durable. */
    public StorageFile delete(Tx tx, Id<StorageFile> id) {
        StorageFile deleted = store.remove(tx, id);
        accounts.of(tx, deleted.customerId())
                .ifPresent(account -> accounts.count(tx, account, -1, -deleted.filesize()));
        tx.afterCommit(() -> discard(id));
        return deleted;
    }

    /** The same in a transaction of its own. */
    public void delete(StorageFile file) {
        store.db().write(tx -> delete(tx, file.id()));
    }

    /** All that a customer keeps. */
    void deleteOf(Tx tx, Id<Customer> customer) {
        store.all(
                        tx,
                        store.table()
                                .is("customer_id", customer)
                                .and(store.table().live()))
                .forEach(file -> delete(tx, file.id()));
    }

    /** What is kept for something, oldest first. */
    public List<StorageFile> of(StorageFile.ReferenceType type, Id<?> reference) {
        return store.all(store.table()
                        .is("reference_id", reference)
                        .and(store.table().is("reference_type", type))
                        .and(store.table().live()))
                .reversed();
    }

    /** The bytes from an offset on; closing is the caller's. */
    public InputStream open(StorageFile file, long offset) throws IOException {
        return objects.open(file.id(), offset);
    }

    /**
     * Takes away the bytes of which no row knows; before the first request is served, since those of an upload are
     * there before its row. Returns how many objects went.
     */
    public int sweep() {
        try {
            List<Id<StorageFile>> all = objects.all();
            int swept = 0;
            for (int from = 0; from < all.size(); from += SWEPT_AT_ONCE) {
                swept += sweep(all.subList(from, Math.min(all.size(), from + SWEPT_AT_ONCE)));
            }
            return swept;
        } catch (IOException unreadable) {
            LOG.warn("the stored files could not be looked through", unreadable);
            return 0;
        }
    }

    private int sweep(List<Id<StorageFile>> some) {
        var known = store
                .all(store.table().isAnyOf("id", some).and(store.table().live()))
                .stream()
                .map(StorageFile::id)
                .collect(Collectors.toSet());
        List<Id<StorageFile>> orphans =
                some.stream().filter(id -> !known.contains(id)).toList();
        orphans.forEach(this::discard);
        return orphans.size();
    }

    private void discard(Id<StorageFile> id) {
        try {
            objects.delete(id);
        } catch (IOException kept) {
            LOG.warn("the bytes of file {} could not be deleted and go at the next start", id, kept);
        }
    }
}
