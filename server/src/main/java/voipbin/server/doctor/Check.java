package voipbin.server.doctor;

import java.util.List;

/** Looks at one thing; changes nothing, and lasts a second at most. */
@FunctionalInterface
interface Check {

    List<Finding> look();
}
