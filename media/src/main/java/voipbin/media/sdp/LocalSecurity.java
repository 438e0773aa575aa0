package voipbin.media.sdp;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import voipbin.media.dtls.Fingerprint;

/**
 * What our side makes its keys and names from.
 *
 * @param random a cryptographic one
 * @param fingerprint our certificate's; asked for when first needed, since the certificate takes a moment to make
 */
public record LocalSecurity(RandomGenerator random, Supplier<Fingerprint> fingerprint) {}
