package voipbin.media;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For processes that tests start: whoever runs the tests may have put ours elsewhere than into the property. */
public final class ClassPath {

    private ClassPath() {}

    /** Where these classes were loaded from. */
    public static String of(Class<?>... types) {
        return Stream.of(types)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())).toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }
}
