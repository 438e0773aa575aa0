package voipbin.server.config;

import java.util.List;

/** The configuration cannot be used; says everything that is wrong with it. */
public final class ConfigMistakes extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ConfigMistakes(List<String> mistakes) {
        super(String.join("\n", mistakes));
    }
}
