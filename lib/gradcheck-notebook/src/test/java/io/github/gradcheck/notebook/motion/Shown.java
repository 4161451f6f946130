package io.github.gradcheck.notebook.motion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands beside the plot of a moving picture, read off its HTML. */
record Shown(String html) {
    static Shown of(MovingPicture picture) {
        return new Shown(picture.html());
    }

    /** A reading at a place of the slider; behind a stroke what does not agree with another. */
    String at(String label, String name) {
        Matcher frame = Pattern.compile("\\[\"" + Pattern.quote(label) + "\",.*?\\[\"" + Pattern.quote(name) + "\",\"([^\"]*)\",\"([^\"]*)\"]").matcher(html);
        assertThat(frame.find()).as(label + " " + name).isTrue();
        return frame.group(1).isEmpty() ? frame.group(2) : frame.group(1) + "|" + frame.group(2);
    }
}
