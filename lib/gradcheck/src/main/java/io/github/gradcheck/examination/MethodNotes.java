package io.github.gradcheck.examination;

import java.util.ArrayList;
import java.util.List;

/** Notes for the report on how a check was done: every entry or random directions, the number of threads, incremental evaluation. */
final class MethodNotes {
    private final List<String> lines = new ArrayList<>();

    void add(String line) {
        lines.add(line);
    }

    void threads(int used, int asked) {
        if (used > 1 || asked > used && asked < Integer.MAX_VALUE) {
            String cores = asked > used && asked < Integer.MAX_VALUE ? " (" + asked + " asked for, and there are not so many cores)" : "";
            add(used + (used == 1 ? " thread" : " threads") + cores);
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
