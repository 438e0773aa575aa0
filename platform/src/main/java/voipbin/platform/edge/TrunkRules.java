package voipbin.platform.edge;

import java.util.Optional;
import voipbin.platform.address.Address;
import voipbin.platform.trunk.Trunk;
import voipbin.platform.trunk.Trunks;

/** What a customer's telephone system may call: telephones (SIP identities §3). */
final class TrunkRules {

    private final Directory directory;
    private final InviteDigest digest;

    TrunkRules(Directory directory, InviteDigest digest) {
        this.directory = directory;
        this.digest = digest;
    }

    /** A trunk that is not there is challenged as one that is: nobody learns which names are taken. */
    Outcome match(Ringing ringing, String domainName) {
        Optional<Trunk> trunk = directory.trunks().byDomainName(domainName);
        if (trunk.filter(found -> Trunks.trusts(found, ringing.sourceAddress())).isPresent()) {
            return called(ringing, trunk.get());
        }
        Optional<Trunk> withPassword = trunk.filter(found -> found.authTypes().contains(Trunk.AuthType.BASIC));
        return digest.check(
                ringing,
                ringing.host(),
                user -> withPassword
                        .filter(found -> found.username().equals(user))
                        .map(Trunk::password),
                _ -> called(ringing, withPassword.orElseThrow()));
    }

    private static Outcome called(Ringing ringing, Trunk trunk) {
        Address source = ringing.sourceAsTel();
        return Optional.of(ringing.user())
                .filter(user -> user.startsWith("+"))
                .flatMap(E164::of)
                .map(number -> Address.of(Address.TEL, number, ""))
                .<Outcome>map(
                        to -> Outcome.Matched.doing(trunk.customerId(), source, to, Connects.toTelephone(source, to)))
                .orElse(Outcome.INCOMPLETE);
    }
}
