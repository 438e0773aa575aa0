package voipbin.platform.registrar;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import voipbin.sip.message.SipUri;
import voipbin.sip.registrar.Binding;
import voipbin.sip.registrar.Gruu;

/**
 * Makes and reads the URIs of single devices (RFC 5627). A temporary one holds what it means, sealed, so that nothing
 * has to be kept for it. Any thread.
 */
final class Gruus {

    private static final String PREFIX = "tgruu.";
    private static final Pattern INSTANCE = Pattern.compile("<(urn:[A-Za-z0-9:.-]{1,100})>");
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec sealing;
    private final SecretKeySpec numbering;

    /** @param secret the same after a restart, so that what phones have been told stays true */
    Gruus(byte[] secret) {
        byte[] keys = sum(new SecretKeySpec(secret, "HmacSHA256"), "gruu");
        sealing = new SecretKeySpec(keys, 0, 16, "AES");
        numbering = new SecretKeySpec(keys, 16, 16, "HmacSHA256");
    }

    /**
     * Whom such a URI means.
     *
     * @param callId of the registrations that it belongs to; empty for one that is always the same
     */
    record Meant(String aor, String instance, String callId) {

        boolean fits(Binding binding) {
            return binding.instance().equalsIgnoreCase("<" + instance + ">")
                    && (callId.isEmpty() || callId.equals(binding.callId()));
        }
    }

    /** Empty for a device that does not say which it is. */
    Optional<Gruu> of(Binding binding) {
        return Optional.of(INSTANCE.matcher(binding.instance()))
                .filter(java.util.regex.Matcher::matches)
                .map(match -> gruu(binding, match.group(1)));
    }

    private Gruu gruu(Binding binding, String instance) {
        int at = binding.aor().lastIndexOf('@');
        String host = binding.aor().substring(at + 1);
        String meant =
                String.join("\n", binding.aor().substring(0, at), instance, binding.callId(), "" + binding.cseq());
        return new Gruu(
                SipUri.of(binding.aor().substring(0, at), host).withParameter("gr", instance),
                SipUri.of(PREFIX + sealed(meant), host).withFlag("gr"));
    }

    /** Empty for any other URI, and for one that somebody else has made up. */
    Optional<Meant> read(SipUri uri) {
        Optional<String> gr = uri.parameters().get("gr");
        String user = uri.user().orElse("");
        if (gr.isEmpty()) {
            return Optional.empty();
        }
        if (!user.startsWith(PREFIX)) {
            return gr.filter(instance -> !instance.isEmpty())
                    .map(instance -> new Meant(user + "@" + uri.host(), instance, ""));
        }
        return opened(user.substring(PREFIX.length()))
                .map(meant -> meant.split("\n"))
                .filter(parts -> parts.length == 4)
                .map(parts -> new Meant(parts[0] + "@" + uri.host(), parts[1], parts[2]));
    }

    /** The nonce is made of what is sealed: two of the same would be the same text. */
    private String sealed(String plain) {
        byte[] nonce = Arrays.copyOf(sum(numbering, plain), NONCE);
        try {
            byte[] covered = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(nonce) + HexFormat.of().formatHex(covered);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has AES", impossible);
        }
    }

    private Optional<String> opened(String text) {
        try {
            byte[] octets = HexFormat.of().parseHex(text);
            if (octets.length <= NONCE) {
                return Optional.empty();
            }
            byte[] nonce = Arrays.copyOf(octets, NONCE);
            byte[] plain = cipher(Cipher.DECRYPT_MODE, nonce).doFinal(octets, NONCE, octets.length - NONCE);
            String meant = new String(plain, StandardCharsets.UTF_8);
            boolean ours = MessageDigest.isEqual(nonce, Arrays.copyOf(sum(numbering, meant), NONCE));
            return ours ? Optional.of(meant) : Optional.empty();
        } catch (IllegalArgumentException | GeneralSecurityException madeUp) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static byte[] sum(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
