package voipbin.server.doctor;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The programs that speak and listen. */
record Programs() implements Check {

    @Override
    public List<Finding> look() {
        return List.of(
                program("speech", "flite", "flite", "the flow action talk is silent without it"),
                program("speech", "espeak-ng", "espeak-ng", "languages other than English are not spoken without it"),
                program(
                        "recognition",
                        "pocketsphinx_continuous",
                        "pocketsphinx pocketsphinx-en-us",
                        "nothing is transcribed without it"));
    }

    private static Finding program(String check, String name, String packages, String loss) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                return Finding.ok(check, Path.of(folder, name).toString());
            }
        }
        return Finding.warn(check, name + " is not installed: " + loss, "apt-get install " + packages);
    }
}
