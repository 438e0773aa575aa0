package voipbin.sip.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who we are and whom we believe in TLS 1.2 and 1.3. Files that change are read again without a restart: a new
 * connection sees them at the latest a few seconds later. Safe for all threads.
 */
public final class Certificates {

    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** How long files are believed to be unchanged. */
    private static final Duration GLANCE = Duration.ofSeconds(2);

    /**
     * PEM files.
     *
     * @param chain our certificate, then those between it and the CA
     * @param key its private key, without a passphrase
     * @param trusted further CAs whose servers we believe, besides those of the Java runtime
     */
    public record PemFiles(Path chain, Path key, Optional<Path> trusted) {}

    private record Loaded(SSLContext context, List<FileTime> changed) {}

    private final PemFiles files;
    private final InstantSource clock;
    private volatile Loaded loaded;
    private volatile Instant looked;

    private Certificates(PemFiles files, InstantSource clock) throws IOException {
        this.files = files;
        this.clock = clock;
        this.looked = clock.instant();
        try {
            this.loaded = load();
        } catch (GeneralSecurityException unusable) {
            throw new IOException(
                    files.chain() + " and " + files.key() + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    /** @throws IOException when a file cannot be read, or certificate and key do not belong together */
    public static Certificates of(PemFiles files, InstantSource clock) throws IOException {
        return new Certificates(files, clock);
    }

    /** An engine that shows our certificate. */
    SSLEngine forServer() {
        SSLEngine engine = context().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(PROTOCOLS);
        return engine;
    }

    /** An engine that believes the peer if a CA vouches for the name by which we look for it (RFC 5922, 7.3). */
    SSLEngine forClient(InetSocketAddress peer) {
        SSLEngine engine = context().createSSLEngine(peer.getHostString(), peer.getPort());
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(PROTOCOLS);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    private SSLContext context() {
        Instant now = clock.instant();
        if (Duration.between(looked, now).compareTo(GLANCE) >= 0) {
            looked = now;
            readAgainIfChanged();
        }
        return loaded.context();
    }

    /** What cannot be read now may be half written: the former stays until it can. */
    private void readAgainIfChanged() {
        try {
            if (!changed().equals(loaded.changed())) {
                loaded = load();
                LOG.info("TLS certificate read again from {}", files.chain());
            }
        } catch (IOException | GeneralSecurityException unreadable) {
            LOG.warn(
                    "the TLS certificate in {} has changed and cannot be used: {}",
                    files.chain(),
                    unreadable.getMessage());
        }
    }

    private List<FileTime> changed() throws IOException {
        return List.of(Files.getLastModifiedTime(files.chain()), Files.getLastModifiedTime(files.key()));
    }

    private Loaded load() throws IOException, GeneralSecurityException {
        List<FileTime> changed = changed();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Certificate[] chain = Pem.certificates(files.chain());
        PrivateKey key = Pem.key(files.key());
        requireKeyOf(chain[0], key);
        store.setKeyEntry("sip", key, new char[0], chain);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted(), null);
        return new Loaded(context, changed);
    }

    private static void requireKeyOf(Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update((byte) 1);
        byte[] signature = signing.sign();
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(certificate.getPublicKey());
        verifying.update((byte) 1);
        if (!verifying.verify(signature)) {
            throw new KeyException("the key is not that of the certificate");
        }
    }

    private TrustManager[] trusted() throws IOException, GeneralSecurityException {
        TrustManagerFactory usual = TrustManagerFactory.getInstance("PKIX");
        if (files.trusted().isEmpty()) {
            usual.init((KeyStore) null);
            return usual.getTrustManagers();
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate authority : Pem.certificates(files.trusted().get())) {
            store.setCertificateEntry("trusted " + number++, authority);
        }
        for (Certificate authority : ofTheRuntime()) {
            store.setCertificateEntry("runtime " + number++, authority);
        }
        usual.init(store);
        return usual.getTrustManagers();
    }

    private static List<? extends Certificate> ofTheRuntime() throws GeneralSecurityException {
        TrustManagerFactory runtime = TrustManagerFactory.getInstance("PKIX");
        runtime.init((KeyStore) null);
        for (TrustManager manager : runtime.getTrustManagers()) {
            if (manager instanceof javax.net.ssl.X509TrustManager x509) {
                return List.of(x509.getAcceptedIssuers());
            }
        }
        return List.of();
    }
}
