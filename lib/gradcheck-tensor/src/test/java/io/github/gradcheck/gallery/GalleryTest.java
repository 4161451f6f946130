package io.github.gradcheck.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gradcheck.check.Cause;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GalleryTest {
    private record Found(Specimen specimen, GradientReport report) {
        Optional<Kind> cause() {
            return report.cause().map(Cause::kind);
        }
    }

    private static final List<Found> ALL = Gallery.all().stream().map(specimen -> new Found(specimen, specimen.check())).toList();

    @Test
    void thereAreAtLeastSixtyBugsInAtLeastTwelveModels() {
        assertThat(ALL).hasSizeGreaterThanOrEqualTo(60);
        assertThat(ALL.stream().map(found -> found.specimen().model()).distinct().toList()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(ALL.stream().map(found -> found.specimen().toString())).doesNotHaveDuplicates();
    }

    @Test
    void everyBugIsCalledWrong() {
        assertThat(ALL).filteredOn(found -> found.report().verdict() != Verdict.WRONG).extracting(found -> found.specimen() + "\n" + found.report()).isEmpty();
    }

    /** Where the gradients alone do not tell what went wrong, "no simple relation found" is the right answer. */
    @Test
    void hardlyAnyBugIsOneThatTheGradientsDoNotTell() {
        assertThat(ALL).filteredOn(found -> found.specimen().cause().isEmpty()).hasSizeLessThanOrEqualTo(ALL.size() * 3 / 100);
    }

    @Test
    void theCauseIsNamedForAlmostAllAndAWrongCauseForAlmostNone() {
        List<String> unnamed = new ArrayList<>();
        List<String> misnamed = new ArrayList<>();
        for (Found found : ALL) {
            if (found.cause().equals(found.specimen().cause())) {
                continue;
            }
            if (found.cause().isEmpty()) {
                unnamed.add(found.specimen().toString() + "\n" + found.report());
            } else {
                misnamed.add(found.specimen() + ": " + found.report().cause().get());
            }
        }
        assertThat(misnamed).as("wrong causes").hasSizeLessThanOrEqualTo(ALL.size() * 2 / 100);
        assertThat(unnamed).as("no cause, or a wrong one").hasSizeLessThanOrEqualTo(ALL.size() * 5 / 100 - misnamed.size());
    }

    @Test
    void saysWhichBugsAModelHas() {
        assertThatIllegalArgumentException().isThrownBy(() -> Gallery.of("softmax", "none")).withMessageContaining("cross term missing");
        assertThat(Gallery.of("softmax", "cross term missing").line()).contains("Σp·g");
    }
}
