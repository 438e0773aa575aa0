package voipbin.kit.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The migration files on the class path, from folders and jars alike. */
final class MigrationFiles {

    static final String FOLDER = "db/migration";

    private MigrationFiles() {}

    /** A text that changes with the name or content of any file; {@code ""} when none was found. */
    static String fingerprint() {
        Map<String, Long> checksums = new TreeMap<>();
        try {
            ClassLoader loader = MigrationFiles.class.getClassLoader();
            for (URL folder : Collections.list(loader.getResources(FOLDER))) {
                switch (folder.getProtocol()) {
                    case "file" -> addFolder(Path.of(folder.toURI()), checksums);
                    case "jar" -> addJar((JarURLConnection) folder.openConnection(), checksums);
                    default -> {
                        return "";
                    }
                }
            }
        } catch (IOException | URISyntaxException unreadable) {
            return "";
        }
        return checksums.isEmpty()
                ? ""
                : Long.toHexString(crc(checksums.toString().getBytes(UTF_8)));
    }

    private static void addFolder(Path folder, Map<String, Long> checksums) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                checksums.put(file.getFileName().toString(), crc(Files.readAllBytes(file)));
            }
        }
    }

    private static void addJar(JarURLConnection jar, Map<String, Long> checksums) throws IOException {
        jar.getJarFile().stream()
                .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(FOLDER + "/"))
                .forEach(entry -> checksums.put(entry.getName().substring(FOLDER.length() + 1), entry.getCrc()));
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
