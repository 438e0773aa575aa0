package voipbin.server.doctor;

import java.util.List;
import java.util.stream.Stream;

/** Goes through all checks. */
public final class Doctor {

    private Doctor() {}

    /** In the order in which mistakes are best mended. */
    public static List<Finding> examine(Patient patient) {
        Stream<Check> checks = Stream.of(
                new Machine(patient),
                patient.server()::look,
                new DataSpace(patient),
                new Database(patient),
                new Ports(patient),
                new Addresses(patient),
                new Names(patient),
                new CertificateDates(patient, java.time.Clock.systemUTC()),
                new TimeOfDay(),
                new Programs());
        return checks.flatMap(check -> guarded(check).stream()).toList();
    }

    /** A check that breaks must not hide what the others find. */
    private static List<Finding> guarded(Check check) {
        try {
            return check.look();
        } catch (RuntimeException bug) {
            String name = check.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
            return List.of(Finding.warn(name, "could not be looked at: " + bug, "please report it"));
        }
    }
}
