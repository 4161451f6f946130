package io.github.gradcheck.notebook.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.gallery.Gallery;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MovingPictureTest {
    private static final int MOST_BYTES = 60_000;

    static Stream<MovingPicture> pictures() {
        double[] losses = new double[501];
        Arrays.setAll(losses, i -> Math.exp(-0.01 * i));
        return Stream.of(StepSlider.of(Math::exp, 1), ScaleSlider.of(Math::exp, 1, 2.72), TrainingSlider.of(losses, losses),
                KinkSlider.of(Math::abs, Math::signum, -1, 1), HalvingSlider.of(HalvingSliderTest.searched(4321)),
                BackwardSlider.of(Gallery.of("the tutorial's net", "W1 doubled")), HuntSlider.of(5));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void isOfOnePieceAndSmall(MovingPicture picture) {
        String html = picture.html();
        assertThat(html).hasSizeLessThan(MOST_BYTES);
        assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:", "import(", "fetch(", " src=\"/", "@import", "url(");
        assertThat(html).doesNotContainPattern("\\sid=");
        assertThat(html.split("<script", -1)).as("the frames and the script").hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void hasAStillWithWordsForWhereNoScriptRuns(MovingPicture picture) {
        assertThat(picture.html()).containsPattern("<img alt=\"[^\"]{40,}\" width=\"\\d+\"[^>]* src=\"data:image/png;base64,").contains("Run the cell");
        assertThat(picture.toString()).isEqualTo(picture.still().alternativeText());
    }

    @Test
    void aTextThatWouldEndItsElementDoesNot() {
        assertThat(Json.of(Map.of("b", List.of(1.0f, 0.25, 3), "a", "</script>\"\\\n"))).isEqualTo("{\"a\":\"\\u003c/script>\\u0022\\u005c\\u000a\",\"b\":[1,0.25,3]}");
        assertThatThrownBy(() -> Json.of(List.of(Double.NaN))).hasMessageContaining("NaN");
    }

    @Test
    void aSceneOfOneFrameIsRefused() {
        Plot plot = new Plot(Axis.linear("x", 0, 1), Axis.linear("y", 0, 1), List.of(), List.of(), List.of());
        assertThatThrownBy(() -> new Scene("", "", plot, List.of(new Frame("", List.of(), List.of())), 0)).hasMessage("there is nothing to move: 1 frames, beginning with number 0");
    }

    @Test
    void ticksAreRoundNumbersWithinTheAxis() {
        assertThat(Axis.linear("x", -0.4, 2.4).ticks()).extracting(Axis.Tick::label).containsExactly("0.0", "0.5", "1.0", "1.5", "2.0");
        assertThat(Axis.linear("x", 0, 100).ticks()).extracting(Axis.Tick::label).containsExactly("0", "20", "40", "60", "80", "100");
        assertThat(Axis.powersOfTen("h", 0, -16).ticks()).extracting(Axis.Tick::label).containsExactly("1e0", "1e-3", "1e-6", "1e-9", "1e-12", "1e-15");
    }
}
