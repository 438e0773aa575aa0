package voipbin.server.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether there is room for what must survive a restart. */
record DataSpace(Patient patient) implements Check {

    private static final long LITTLE = 1L << 30;
    private static final long TOO_LITTLE = 100L << 20;

    @Override
    public List<Finding> look() {
        Path folder = patient.data().toAbsolutePath();
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            return List.of(Finding.fail(
                    "data folder", there + " cannot be written", "choose another with --data, or chown it"));
        }
        String made = there.equals(folder) ? "" : " (will be made)";
        return List.of(Finding.ok("data folder", folder + made), space(there));
    }

    private static Finding space(Path there) {
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            String told = free / (1 << 20) + " MB free";
            if (free < TOO_LITTLE) {
                return Finding.fail("disk", told, "make room: the database stops when the disk is full");
            }
            return free < LITTLE ? Finding.warn("disk", told, "make room soon") : Finding.ok("disk", told);
        } catch (IOException unknown) {
            return Finding.warn("disk", "cannot be asked: " + unknown.getMessage(), "look at it with df");
        }
    }
}
