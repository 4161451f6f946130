package io.github.gradcheck.notebook.motion;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the script of a moving picture draws.
 *
 * @param title what the picture is of
 * @param control the name of the slider
 * @param plot what all frames share
 * @param frames one for each place of the slider, at least two
 * @param first the frame to begin with
 * @param question what the reader is asked, if anything
 */
record Scene(String title, String control, Plot plot, List<Frame> frames, int first, Optional<Question> question) {
    Scene {
        frames = List.copyOf(frames);
        if (frames.size() < 2 || first < 0 || first >= frames.size()) {
            throw new IllegalArgumentException("there is nothing to move: " + frames.size() + " frames, beginning with number " + first);
        }
    }

    /** A scene that asks nothing. */
    Scene(String title, String control, Plot plot, List<Frame> frames, int first) {
        this(title, control, plot, frames, first, Optional.empty());
    }

    Object json() {
        return Map.of("title", title, "control", control, "plot", plot.json(), "frames", frames.stream().map(Frame::json).toList(), "first", first,
                "question", question.map(Question::json).orElse(List.of()));
    }
}
