package io.github.gradcheck.verdicts;

import io.github.gradcheck.check.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which of many cases got which verdict. */
final class Tally {
    private static final int SHOWN = 3;

    private final Map<Verdict, List<String>> cases = new EnumMap<>(Verdict.class);

    void add(Verdict verdict, String what) {
        cases.computeIfAbsent(verdict, none -> new ArrayList<>()).add(what);
    }

    /** The cases that got this verdict, each in a few words. */
    List<String> of(Verdict verdict) {
        return cases.getOrDefault(verdict, List.of());
    }

    /** The cases in which a bug would be taken for none. */
    List<String> passed() {
        List<String> passed = new ArrayList<>(of(Verdict.CORRECT));
        passed.addAll(of(Verdict.NOT_DIFFERENTIABLE));
        return passed;
    }

    /** How often each verdict was given, and to which of the cases, the first few of each. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        cases.forEach((verdict, names) -> text.append(String.format(Locale.ROOT, "%n%d %s, such as%n    %s", names.size(), verdict,
                String.join(String.format("%n    "), names.subList(0, Math.min(SHOWN, names.size()))))));
        return text.toString();
    }
}
