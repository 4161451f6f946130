package io.github.gradcheck.notebook.motion;

import io.github.gradcheck.check.Fact;
import io.github.gradcheck.gallery.BugHunt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bug hunt: the next piece of evidence for a point, the names to choose from as buttons, and what the wrong line was. */
public final class HuntSlider {
    private static final int FULL = 10;
    private static final String NO_MORE = "no more evidence";
    private static final String NEXT = " The next one: .*";

    private HuntSlider() {
    }

    /** The first bug that {@link BugHunt#withSeed} hides. */
    public static MovingPicture of(long seed) {
        BugHunt hunt = BugHunt.withSeed(seed);
        String model = hunt.model();
        List<String> choices = hunt.choices();
        List<Reading> known = new ArrayList<>(List.of(Reading.of("hidden in the", model)));
        List<Frame> frames = new ArrayList<>(List.of(frame(0, known)));
        for (Fact fact = hunt.ask(); !fact.label().equals(NO_MORE); fact = hunt.ask()) {
            known.add(Reading.of(fact.label(), joined(fact.text())));
            frames.add(frame(frames.size(), known));
        }
        Plot none = new Plot(new Axis("", 0, 1, List.of()), new Axis("", 0, 1, List.of()), List.of(), List.of(), List.of());
        Scene scene = new Scene("A bug is hidden in the " + model, "evidence", none, frames, 0, Optional.of(question(hunt, choices)));
        String words = "A board: a bug is hidden in the " + model + ". Its evidence, piece by piece; the names to choose from are " + String.join(", ", choices) + ".";
        return new MovingPicture(ScenePicture.of(scene, frames.size() - 1, words), scene);
    }

    private static Frame frame(int asked, List<Reading> known) {
        return new Frame(asked + " asked, " + Math.max(0, FULL - asked) + " points", List.of(), List.copyOf(known));
    }

    /** What the game says of each name; the right one shows both lines, and ends the asking, for it hides the next bug. */
    private static Question question(BugHunt hunt, List<String> choices) {
        Map<String, String> yes = new HashMap<>();
        for (int i = 0; yes.isEmpty(); i++) {
            Fact answer = hunt.name(choices.get(i));
            if (answer.label().equals("yes")) {
                yes.put(choices.get(i), "Yes: " + joined(answer.text()).replaceFirst(NEXT, "").replaceFirst(" *\\(points: \\d+\\)", ":"));
            }
        }
        List<Question.Option> options = choices.stream().map(choice -> new Question.Option(choice,
                yes.getOrDefault(choice, "No, it is not \"" + choice + "\": two points less."))).toList();
        return new Question("Which bug is it?", options, List.of());
    }

    private static String joined(String lines) {
        return lines.replaceAll("\\s*\\n\\s*", " ");
    }
}
