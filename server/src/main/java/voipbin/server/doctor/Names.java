package voipbin.server.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Whether phones find us by the domain that they register at. */
record Names(Patient patient) implements Check {

    private static final String SOMEBODY = "00000000-0000-4000-8000-000000000000";

    @Override
    public List<Finding> look() {
        String base = patient.config().sip().baseDomain();
        if (base.equals("localhost")) {
            return List.of(Finding.ok("dns", "sip.base_domain is localhost: phones need us as their proxy"));
        }
        return List.of(
                resolved("*.registrar." + base, SOMEBODY + ".registrar." + base),
                resolved("sip." + base, "sip." + base));
    }

    private Finding resolved(String shown, String name) {
        try {
            InetAddress address = InetAddress.getByName(name);
            boolean ours = address.equals(patient.reached()) || address.equals(patient.host());
            String told = shown + " is " + address.getHostAddress();
            return ours
                    ? Finding.ok("dns", told)
                    : Finding.warn(
                            "dns",
                            told + ", we are " + patient.reached().getHostAddress(),
                            "mend the record, unless a proxy stands in front of us");
        } catch (UnknownHostException missing) {
            return Finding.warn(
                    "dns",
                    shown + " has no address",
                    "add a wildcard record; until then phones need us as their outbound proxy");
        }
    }
}
