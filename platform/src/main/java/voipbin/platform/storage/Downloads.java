package voipbin.platform.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLConnection;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.http.Ask;
import voipbin.kit.http.Reply;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Store;

/** {@code /storage/{token}}: the bytes of a file for whoever has a signed address; whole or one range of them. */
final class Downloads {

    private static final String UNKNOWN = "application/octet-stream";
    private static final int BUFFER = 64 * 1024;

    private final Store<StorageFile> store;
    private final StorageFiles files;
    private final SignedUrls urls;
    private final Clock clock;

    Downloads(Store<StorageFile> store, StorageFiles files, SignedUrls urls, Clock clock) {
        this.store = store;
        this.files = files;
        this.urls = urls;
        this.clock = clock;
    }

    Route route() {
        return Route.page(SignedUrls.PATH + "{token}", this::serve);
    }

    private Reply serve(Ask ask) {
        Id<StorageFile> id = urls.<StorageFile>verify(ask.path("token"), clock.instant())
                .orElseThrow(() -> Problem.forbidden("This address was never signed, or its time has ended."));
        StorageFile file =
                store.find(id).filter(found -> found.tmDelete() == null).orElseThrow(() -> Problem.notFound("file"));
        String asked = ask.header("Range");
        if (!ByteRange.isAsked(asked)) {
            return reply(file, new ByteRange(0, file.filesize() - 1));
        }
        Optional<ByteRange> range = ByteRange.of(asked, file.filesize());
        return range.map(part -> reply(file, part)
                        .status(206)
                        .header("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + file.filesize()))
                .orElseGet(() -> Reply.empty(416).header("Content-Range", "bytes */" + file.filesize()));
    }

    /** Saved rather than shown, and never taken for a page of this site, whatever a customer put into it. */
    private Reply reply(StorageFile file, ByteRange part) {
        String type = Optional.ofNullable(URLConnection.guessContentTypeFromName(file.filename()))
                .orElse(UNKNOWN);
        return Reply.stream(type, out -> copy(file, part, out))
                .header("Content-Length", Long.toString(part.length()))
                .header("Content-Disposition", attachment(file.filename()))
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", "private")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox");
    }

    private void copy(StorageFile file, ByteRange part, OutputStream out) throws IOException {
        try (InputStream in = files.open(file, part.first())) {
            byte[] buffer = new byte[BUFFER];
            long left = part.length();
            while (left > 0) {
                int read = in.readNBytes(buffer, 0, (int) Math.min(left, BUFFER));
                if (read == 0) {
                    throw new IOException("file " + file.id() + " is shorter than its row says");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    /** RFC 6266 §4: the name in UTF-8, percent-encoded (RFC 8187). */
    private static String attachment(String name) {
        return "attachment; filename*=UTF-8''"
                + URLEncoder.encode(name, UTF_8).replace("+", "%20").replace("*", "%2A");
    }
}
