package io.github.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
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

/** The rooms on top of the library: notebooks may use everything, and nothing uses them. */
class RoomsTest {
    private static final String ROOT = "io.github.gradcheck";
    private static final JavaClasses LIBRARY =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);

    @Test
    void theModuleExportsEveryRoomButThoseThatNobodyCalls() {
        ModuleDescriptor module = ModuleFinder.of(Path.of("target/classes")).find(ROOT + ".notebook").orElseThrow().descriptor();
        Set<String> kept = new TreeSet<>(module.packages());
        module.exports().forEach(exported -> kept.remove(exported.source()));
        assertThat(kept).containsExactly(ROOT + ".notebook.kernel", ROOT + ".terminal");
    }

    @Test
    void noTwoRoomsUseEachOther() {
        SlicesRuleDefinition.slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(LIBRARY);
    }

    /** So that it can be thrown away with the kernels that need it. */
    @Test
    void theRepairsOfTheKernelsUseNothingOfTheLibrary() {
        ArchRuleDefinition.noClasses().that().resideInAPackage(ROOT + ".notebook.kernel..").should().dependOnClassesThat(
                JavaClass.Predicates.resideInAPackage(ROOT + "..").and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(ROOT + ".notebook.kernel.."))))
                .check(LIBRARY);
    }

    @Test
    void onlyTheRoomForNotebooksKnowsChartsAndTables() {
        ArchRuleDefinition.noClasses().that().resideOutsideOfPackage(ROOT + ".notebook..").should().dependOnClassesThat()
                .resideInAnyPackage("org.knowm..", "tech.tablesaw..", "java.awt..").check(LIBRARY);
    }

    /** A moving picture has a chart as its still; what it shows is data, and the script alone draws it. */
    @Test
    void chartsKnowNothingOfWhatMovesAndWhatMovesNothingOfKernels() {
        ArchRuleDefinition.noClasses().that().resideInAPackage(ROOT + ".notebook.chart..").should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".notebook.motion..", ROOT + ".notebook.kernel..").check(LIBRARY);
        ArchRuleDefinition.noClasses().that().resideInAPackage(ROOT + ".notebook.motion..").should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".notebook", ROOT + ".notebook.kernel..", "org.knowm..", "tech.tablesaw..").check(LIBRARY);
    }

    @Test
    void nothingKnowsOfNotebooksOrTerminals() {
        ArchRuleDefinition.noClasses().that().resideOutsideOfPackage(ROOT + ".notebook..").should().dependOnClassesThat()
                .resideInAPackage(ROOT + ".notebook..").check(LIBRARY);
        ArchRuleDefinition.noClasses().that().resideOutsideOfPackage(ROOT + ".terminal..").should().dependOnClassesThat()
                .resideInAPackage(ROOT + ".terminal..").check(LIBRARY);
    }
}
