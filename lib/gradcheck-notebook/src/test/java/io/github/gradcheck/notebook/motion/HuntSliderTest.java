package io.github.gradcheck.notebook.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.Fact;
import io.github.gradcheck.gallery.BugHunt;
import java.util.List;
import org.junit.jupiter.api.Test;

class HuntSliderTest {
    @Test
    void theEvidenceIsThatOfTheHuntPieceByPiece() {
        BugHunt hunt = BugHunt.withSeed(5);
        Shown shown = Shown.of(HuntSlider.of(5));
        assertThat(shown.at("0 asked, 10 points", "hidden in the")).isEqualTo(hunt.model());
        int asked = 0;
        for (Fact fact = hunt.ask(); !fact.label().equals("no more evidence"); fact = hunt.ask()) {
            asked++;
            assertThat(shown.at(asked + " asked, " + (10 - asked) + " points", fact.label())).isEqualTo(fact.text().replaceAll("\\s*\\n\\s*", " "));
        }
        assertThat(asked).isPositive();
        assertThat(shown.html()).doesNotContain((asked + 1) + " asked");
    }

    @Test
    void oneNameIsRightAndItsReplyShowsBothLines() {
        String html = HuntSlider.of(5).html();
        List<String> choices = BugHunt.withSeed(5).choices();
        assertThat(choices.stream().filter(choice -> html.contains("[\"" + choice + "\",\"No, it is not "))).hasSize(choices.size() - 1);
        assertThat(choices.stream().filter(choice -> BugHunt.withSeed(5).name(choice).label().equals("yes")).toList()).singleElement()
                .satisfies(right -> assertThat(html).contains("[\"" + right + "\",\"Yes: ").containsPattern("\"Yes: [^\"]+ in place of [^\"]+: "));
        assertThat(html).doesNotContain("The next one");
    }
}
