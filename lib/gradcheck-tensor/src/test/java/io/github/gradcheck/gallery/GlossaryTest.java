package io.github.gradcheck.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gradcheck.recipe.PlantedBug;
import org.junit.jupiter.api.Test;

class GlossaryTest {
    @Test
    void everyNameOfAPlantedBugIsExplainedInALineThatFitsAPage() {
        assertThat(Glossary.all().keySet()).containsExactlyElementsOf(Gallery.trainable().stream().map(PlantedBug::bug).distinct().toList());
        assertThat(Glossary.all().values()).allSatisfy(meaning -> assertThat(meaning).isNotNull().hasSizeBetween(30, 88)).doesNotHaveDuplicates();
    }

    @Test
    void anUnknownNameGetsThoseThatAreLikeIt() {
        assertThat(Glossary.of("stale cache")).contains("the step before");
        assertThatIllegalArgumentException().isThrownBy(() -> Glossary.of("stale cash")).withMessage("no bug is called \"stale cash\"; did you mean \"stale cache\"?");
    }
}
