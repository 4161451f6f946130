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

/** The rooms of this artifact and who may use whom: arrows point one way. */
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
                .whereLayer("ndarray").mayNotAccessAnyLayer()
                .whereLayer("execution").mayOnlyAccessLayers("ndarray")
                .whereLayer("slice").mayNotAccessAnyLayer()
                .whereLayer("numeric").mayOnlyAccessLayers("slice", "execution", "ndarray")
                .whereLayer("relation").mayOnlyAccessLayers("execution", "ndarray")
                .whereLayer("problem").mayOnlyAccessLayers("numeric", "slice", "execution", "ndarray")
                .whereLayer("direction").mayOnlyAccessLayers("problem", "numeric", "slice", "execution", "ndarray")
                .whereLayer("probe").mayOnlyAccessLayers("direction", "problem", "numeric", "slice", "execution", "ndarray")
                .whereLayer("tie").mayOnlyAccessLayers("problem", "numeric", "slice", "execution", "ndarray")
                .whereLayer("examination").mayOnlyAccessLayers("tie", "direction", "problem", "relation", "numeric", "slice", "execution", "ndarray")
                .whereLayer("check").mayOnlyAccessLayers("probe", "examination", "tie", "direction", "problem", "relation", "numeric", "slice", "execution", "ndarray")
                .whereLayer("testing").mayOnlyAccessLayers("check", "probe", "examination", "tie", "direction", "problem", "relation", "numeric", "slice", "execution", "ndarray")
                .check(LIBRARY);
    }

    /** What callers' code can be made of; that nothing of it speaks of another room is held by the compiler (-Xlint:exports). */
    @Test
    void theModuleExportsEveryRoomButThoseThatNobodyCallsAndRequiresNothing() {
        ModuleDescriptor module = ModuleFinder.of(Path.of("target/classes")).find(ROOT).orElseThrow().descriptor();
        Set<String> kept = new TreeSet<>(module.packages());
        module.exports().stream().filter(exported -> !exported.isQualified()).forEach(exported -> kept.remove(exported.source()));
        assertThat(kept).containsExactly(ROOT + ".examination", ROOT + ".execution", ROOT + ".ndarray.spi", ROOT + ".slice", ROOT + ".tie");
        assertThat(module.requires()).extracting(ModuleDescriptor.Requires::name).containsExactly("java.base");
    }

    @Test
    void noTwoRoomsUseEachOther() {
        SlicesRuleDefinition.slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(LIBRARY);
    }

    @Test
    void nothingButTheJdkIsUsed() {
        ArchRuleDefinition.classes().should().onlyDependOnClassesThat().resideInAnyPackage(ROOT + "..", "java..").check(LIBRARY);
    }
}
