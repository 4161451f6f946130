package io.github.gradcheck;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rooms of this artifact and who may use whom, those of the artifacts below included: arrows point one way. */
class RoomsTest {
    private static final String ROOT = "io.github.gradcheck";
    private static final JavaClasses LIBRARY =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);

    @Test
    void eachRoomUsesOnlyThoseThatItMay() {
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true)
                .layer("ndarray").definedBy(ROOT + ".ndarray..")
                .layer("execution").definedBy(ROOT + ".execution..")
                .layer("slice").definedBy(ROOT + ".slice..")
                .layer("numeric").definedBy(ROOT + ".numeric..")
                .layer("relation").definedBy(ROOT + ".relation..")
                .layer("problem").definedBy(ROOT + ".problem..")
                .layer("direction").definedBy(ROOT + ".direction..")
                .layer("probe").definedBy(ROOT + ".probe..")
                .layer("tie").definedBy(ROOT + ".tie..")
                .layer("examination").definedBy(ROOT + ".examination..")
                .layer("check").definedBy(ROOT + ".check..")
                .layer("testing").definedBy(ROOT + ".testing..")
                .layer("backend").definedBy(ROOT + ".backend..")
                .layer("recipe").definedBy(ROOT + ".recipe..")
                .layer("nets").definedBy(ROOT + ".nets..")
                .layer("autograd").definedBy(ROOT + ".autograd")
                .layer("autograd.testing").definedBy(ROOT + ".autograd.testing..")
                .layer("nn").definedBy(ROOT + ".nn..")
                .layer("gallery").definedBy(ROOT + ".gallery..")
                .layer("exercise").definedBy(ROOT + ".exercise..")
                .whereLayer("backend").mayOnlyAccessLayers("ndarray")
                .whereLayer("recipe").mayOnlyAccessLayers("check", "probe", "examination", "tie", "direction", "problem", "relation", "numeric", "slice", "execution", "ndarray")
                .whereLayer("nets").mayOnlyAccessLayers("recipe", "check", "probe", "examination", "tie", "direction", "problem", "relation", "numeric", "slice", "execution", "ndarray")
                .whereLayer("autograd").mayOnlyAccessLayers("backend", "check", "probe", "examination", "tie", "direction", "problem", "relation", "numeric", "slice", "execution", "ndarray")
                .whereLayer("autograd.testing").mayOnlyAccessLayers("backend", "autograd", "testing", "check", "probe", "examination", "tie", "direction", "problem", "relation", "numeric", "slice", "execution", "ndarray")
                .whereLayer("nn").mayOnlyAccessLayers("backend", "autograd", "check", "probe", "examination", "tie", "direction", "problem", "relation", "numeric", "slice", "execution", "ndarray")
                .whereLayer("gallery").mayOnlyAccessLayers("backend", "nets", "recipe", "nn", "autograd", "check", "probe", "examination", "tie", "direction", "problem", "relation", "numeric", "slice", "execution", "ndarray")
                .whereLayer("exercise").mayOnlyAccessLayers("nets", "recipe", "check", "relation", "numeric", "ndarray")
                .check(LIBRARY);
    }

    @Test
    void theModuleExportsEveryRoomButThoseThatNobodyCalls() {
        ModuleDescriptor module = ModuleFinder.of(Path.of("target/classes")).find(ROOT + ".tensor").orElseThrow().descriptor();
        Set<String> kept = new TreeSet<>(module.packages());
        module.exports().forEach(exported -> kept.remove(exported.source()));
        assertThat(kept).containsExactly(ROOT + ".backend");
    }

    @Test
    void noTwoRoomsUseEachOther() {
        SlicesRuleDefinition.slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(LIBRARY);
    }

    @Test
    void onlyTheProvidersKnowTheBlasAndTheGenerator() {
        ArchRuleDefinition.noClasses().that().resideOutsideOfPackage(ROOT + ".backend..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.ludovic..", "org.hipparchus.random..").check(LIBRARY);
    }
}
