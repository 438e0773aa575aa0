package voipbin.sip.transport;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import voipbin.sip.message.Hosts;

/**
 * A certification authority of our own for machines that have no real certificate: made once in a folder, with a server
 * certificate signed by it. A phone that is told to trust {@code ca.pem} then trusts the server.
 */
public final class DevelopmentCertificates {

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);

    /** Phones on Apple's systems take no longer one. */
    private static final Duration SERVER_LIFE = Duration.ofDays(397);

    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private final Path folder;
    private final SecureRandom random;
    private final InstantSource clock;

    private DevelopmentCertificates(Path folder, SecureRandom random, InstantSource clock) {
        this.folder = folder;
        this.random = random;
        this.clock = clock;
    }

    private record Issued(X509Certificate certificate, KeyPair keys) {}

    /**
     * Makes what is missing in the folder or about to expire, and loads it.
     *
     * @param names by which clients look for the server: host names and address literals
     */
    public static Certificates in(Path folder, List<String> names, SecureRandom random, InstantSource clock)
            throws IOException {
        DevelopmentCertificates made = new DevelopmentCertificates(folder, random, clock);
        try {
            made.ensure(names);
        } catch (GeneralSecurityException | OperatorCreationException everyRuntimeCan) {
            throw new IOException("no certificate could be made: " + everyRuntimeCan.getMessage(), everyRuntimeCan);
        }
        return Certificates.of(
                new Certificates.PemFiles(
                        folder.resolve("server.pem"), folder.resolve("server.key"), Optional.of(authority(folder))),
                clock);
    }

    /** The file that a phone must trust. */
    public static Path authority(Path folder) {
        return folder.resolve("ca.pem");
    }

    private void ensure(List<String> names) throws IOException, GeneralSecurityException, OperatorCreationException {
        Path namesFile = folder.resolve("names");
        String wanted = String.join("\n", names);
        boolean same = Files.exists(namesFile) && Files.readString(namesFile).equals(wanted);
        if (same && isFresh(folder.resolve("server.pem")) && isFresh(authority(folder))) {
            return;
        }
        Files.createDirectories(folder);
        Issued authority = isFresh(authority(folder)) ? storedAuthority() : newAuthority();
        Issued server = issue("VoIPBIN development server", SERVER_LIFE, Optional.of(authority), names);
        write(folder.resolve("server.key"), Pem.text(server.keys().getPrivate()));
        write(folder.resolve("server.pem"), Pem.text(server.certificate(), authority.certificate()));
        write(namesFile, wanted);
    }

    private boolean isFresh(Path file) throws IOException, GeneralSecurityException {
        return Files.exists(file)
                && ((X509Certificate) Pem.certificates(file)[0])
                        .getNotAfter()
                        .toInstant()
                        .isAfter(clock.instant().plus(RENEW_BEFORE));
    }

    private Issued storedAuthority() throws IOException, GeneralSecurityException {
        X509Certificate certificate = (X509Certificate) Pem.certificates(authority(folder))[0];
        return new Issued(certificate, new KeyPair(certificate.getPublicKey(), Pem.key(folder.resolve("ca.key"))));
    }

    private Issued newAuthority() throws IOException, GeneralSecurityException, OperatorCreationException {
        String name = "VoIPBIN development CA " + Long.toHexString(random.nextLong());
        Issued authority = issue(name, AUTHORITY_LIFE, Optional.empty(), List.of());
        write(folder.resolve("ca.key"), Pem.text(authority.keys().getPrivate()));
        write(authority(folder), Pem.text(authority.certificate()));
        return authority;
    }

    private Issued issue(String name, Duration life, Optional<Issued> issuer, List<String> names)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256, random);
        KeyPair keys = generator.generateKeyPair();
        Instant now = clock.instant();
        X500Name subject = new X500Name("CN=" + name);
        X500Name signer = issuer.map(one -> X500Name.getInstance(
                        one.certificate().getSubjectX500Principal().getEncoded()))
                .orElse(subject);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                signer,
                new BigInteger(120, random),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(life)),
                subject,
                keys.getPublic());
        extend(builder, issuer.isEmpty(), names);
        var content = new JcaContentSignerBuilder("SHA256withECDSA")
                .build(issuer.map(Issued::keys).orElse(keys).getPrivate());
        return new Issued(new JcaX509CertificateConverter().getCertificate(builder.build(content)), keys);
    }

    private static void extend(X509v3CertificateBuilder builder, boolean authority, List<String> names)
            throws IOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        int usage = authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature;
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        if (!names.isEmpty()) {
            GeneralName[] all = names.stream()
                    .map(name -> Hosts.literal(name).isPresent()
                            ? new GeneralName(GeneralName.iPAddress, name)
                            : new GeneralName(GeneralName.dNSName, name))
                    .toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(all));
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        Files.move(
                fresh,
                file,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
}
