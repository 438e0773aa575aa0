package voipbin.server.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Whether the certificates for TLS and WSS are valid now, and for how long. */
record CertificateDates(Patient patient, InstantSource clock) implements Check {

    private static final Duration SOON = Duration.ofDays(30);

    @Override
    public List<Finding> look() {
        String configured = patient.config().sip().certificate();
        if (!configured.isEmpty()) {
            return List.of(dates(Path.of(configured)));
        }
        Path own = patient.data().resolve("sip-certificates");
        if (!Files.isDirectory(own)) {
            return List.of(Finding.ok("certificate", "one of our own CA, will be made at the first start"));
        }
        try (Stream<Path> files = Files.list(own)) {
            return files.filter(file ->
                            file.toString().endsWith(".pem") && !file.toString().contains("key"))
                    .sorted()
                    .map(this::dates)
                    .toList();
        } catch (IOException unreadable) {
            return List.of(Finding.fail("certificate", own + ": " + unreadable.getMessage(), "chown it"));
        }
    }

    private Finding dates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Certificate first = CertificateFactory.getInstance("X.509").generateCertificate(in);
            return first instanceof X509Certificate certificate
                    ? dates(file, certificate)
                    : Finding.fail("certificate", file + " holds no X.509 certificate", "set sip.certificate");
        } catch (IOException | CertificateException unreadable) {
            return Finding.fail(
                    "certificate", file + ": " + unreadable.getMessage(), "mend the file or sip.certificate");
        }
    }

    private Finding dates(Path file, X509Certificate certificate) {
        Instant now = clock.instant();
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        String told = file.getFileName() + " of " + certificate.getSubjectX500Principal() + " until " + until;
        if (now.isBefore(from)) {
            return Finding.fail("certificate", told + " is not valid before " + from, "set the clock, or get another");
        }
        if (now.isAfter(until)) {
            return Finding.fail("certificate", told + " has ended", "renew it");
        }
        return now.plus(SOON).isAfter(until)
                ? Finding.warn("certificate", told, "renew it soon; it is read again without a restart")
                : Finding.ok("certificate", told);
    }
}
