package voipbin.server.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Java, file descriptors, and the system's room for datagrams. */
record Machine(Patient patient) implements Check {

    private static final int JAVA = 25;
    private static final long FEW_DESCRIPTORS = 4096;
    private static final long RECEIVE_BUFFER = 4L << 20;
    private static final Path RECEIVE_LIMIT = Path.of("/proc/sys/net/core/rmem_max");

    @Override
    public List<Finding> look() {
        List<Finding> found = new ArrayList<>();
        found.add(java());
        descriptors(found);
        buffers(found);
        return found;
    }

    private static Finding java() {
        String version = Runtime.version() + ", " + System.getProperty("java.home");
        return Runtime.version().feature() >= JAVA
                ? Finding.ok("java", version)
                : Finding.fail("java", version, "install a JDK " + JAVA + " or set JAVA_HOME to one");
    }

    /** A call takes one for its media; sockets, files and the database take a few hundred. */
    private static void descriptors(List<Finding> found) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long most = system.getMaxFileDescriptorCount();
            found.add(
                    most >= FEW_DESCRIPTORS
                            ? Finding.ok("file descriptors", most + ", enough for some " + (most - 500) + " calls")
                            : Finding.warn(
                                    "file descriptors",
                                    "only " + most,
                                    "ulimit -n 65536, or LimitNOFILE=65536 in its service"));
        }
    }

    private static byte[] octets() throws IOException {
        try (InputStream in = Files.newInputStream(RECEIVE_LIMIT)) {
            return in.readNBytes(64);
        }
    }

    /** RFC 3261 asks for nothing, but a power cut makes a thousand phones register in one second. */
    private static void buffers(List<Finding> found) {
        try {
            // in one read: such a file ends with the first
            long most = Long.parseLong(new String(octets(), StandardCharsets.US_ASCII).strip());
            found.add(
                    most >= RECEIVE_BUFFER
                            ? Finding.ok("udp receive buffer", most + " octets")
                            : Finding.warn(
                                    "udp receive buffer",
                                    "at most " + most + " octets: bursts of SIP are lost",
                                    "sysctl -w net.core.rmem_max=" + RECEIVE_BUFFER));
        } catch (IOException | NumberFormatException notLinux) {
            found.add(Finding.ok("udp receive buffer", "not to be seen on this system"));
        }
    }
}
