package voipbin.e2e.sound;

import java.util.Arrays;

/** Compares how two recordings rise and fall. */
final class Envelope {
    /** Milliseconds per energy. */
    static final int STEP = 20;
    /** Below this root mean square all is one: the floor of what G.711 carries. */
    private static final double FLOOR = 30;

    private Envelope() {}

    /** The best correlation (-1 to 1) of the shorter one's speech with any stretch of the longer one. */
    static double likeness(double[] one, double[] other) {
        var a = trimmed(one);
        var b = trimmed(other);
        var pattern = a.length <= b.length ? a : b;
        var field = padded(a.length <= b.length ? b : a, pattern.length);
        double best = -1;
        for (var shift = 0; shift + pattern.length <= field.length; shift++) {
            best = Math.max(best, correlation(pattern, Arrays.copyOfRange(field, shift, shift + pattern.length)));
        }
        // what the longer one has beyond the pattern is unlike it
        return best * Math.min(a.length, b.length) / Math.max(a.length, b.length);
    }

    /**
     * Where in the field the pattern's speech is most alike.
     *
     * @param index of the field's energies where it begins
     * @param likeness correlation there, -1 to 1
     */
    record Found(int index, double likeness) {}

    /** Looks for the pattern's speech everywhere in the field. */
    static Found find(double[] pattern, double[] field) {
        var speech = trimmed(pattern);
        var all = decibels(field, 0, field.length);
        var best = new Found(0, -1);
        for (var shift = 0; shift + speech.length <= all.length; shift++) {
            var likeness = correlation(speech, Arrays.copyOfRange(all, shift, shift + speech.length));
            if (likeness > best.likeness()) {
                best = new Found(shift, likeness);
            }
        }
        return best;
    }

    /** In decibels, without the silence at both ends. */
    private static double[] trimmed(double[] energies) {
        var from = 0;
        var to = energies.length;
        while (from < to && energies[from] < 4 * FLOOR) {
            from++;
        }
        while (to > from && energies[to - 1] < 4 * FLOOR) {
            to--;
        }
        return decibels(energies, from, to);
    }

    private static double[] decibels(double[] energies, int from, int to) {
        return Arrays.stream(energies, from, to)
                .map(e -> 20 * Math.log10(Math.max(e, FLOOR)))
                .toArray();
    }

    private static double[] padded(double[] field, int by) {
        var wide = new double[field.length + 2 * (by / 4)];
        Arrays.fill(wide, 20 * Math.log10(FLOOR));
        System.arraycopy(field, 0, wide, by / 4, field.length);
        return wide;
    }

    private static double correlation(double[] x, double[] y) {
        var meanX = Arrays.stream(x).average().orElse(0);
        var meanY = Arrays.stream(y).average().orElse(0);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (var i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
    }
}
