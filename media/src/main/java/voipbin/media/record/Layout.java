package voipbin.media.record;

import java.nio.file.Path;
import java.util.List;

/** How the two directions lie in files. */
public enum Layout {
    /** {@code <name>_in.wav}, what came from the peer, and {@code <name>_out.wav}, what went to it; equally long. */
    SEPARATE(1) {
        @Override
        public List<Path> files(Path folder, String name) {
            return List.of(folder.resolve(name + "_in.wav"), folder.resolve(name + "_out.wav"));
        }
    },
    /** {@code <name>.wav} with two channels: from the peer on the left, to it on the right. */
    STEREO(2) {
        @Override
        public List<Path> files(Path folder, String name) {
            return List.of(folder.resolve(name + ".wav"));
        }
    },
    /** {@code <name>_in.wav}, both directions in one. */
    MIXED(1) {
        @Override
        public List<Path> files(Path folder, String name) {
            return List.of(folder.resolve(name + "_in.wav"));
        }
    };

    private final int channels;

    Layout(int channels) {
        this.channels = channels;
    }

    /** Where a recording of this name lies. */
    public abstract List<Path> files(Path folder, String name);

    /** Of each file. */
    int channels() {
        return channels;
    }
}
