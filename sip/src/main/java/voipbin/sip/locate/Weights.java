package voipbin.sip.locate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** The order in which SRV records are tried: by priority, then by chance according to weight (RFC 2782). */
final class Weights {

    private Weights() {}

    static List<Names.Srv> order(List<Names.Srv> records, RandomGenerator random) {
        List<Names.Srv> left = new ArrayList<>(records);
        // weight 0 first: chosen seldom, not never
        left.sort(Comparator.comparingInt(Names.Srv::priority).thenComparingInt(Names.Srv::weight));
        List<Names.Srv> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            int priority = left.getFirst().priority();
            List<Names.Srv> same =
                    left.stream().filter(one -> one.priority() == priority).toList();
            Names.Srv chosen = choose(same, random);
            left.remove(chosen);
            ordered.add(chosen);
        }
        return ordered;
    }

    private static Names.Srv choose(List<Names.Srv> same, RandomGenerator random) {
        int sum = same.stream().mapToInt(Names.Srv::weight).sum();
        int mark = random.nextInt(sum + 1);
        int running = 0;
        for (Names.Srv one : same) {
            running += one.weight();
            if (running >= mark) {
                return one;
            }
        }
        return same.getLast();
    }
}
