package consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.autograd.Gradcheck;
import io.github.gradcheck.check.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Run twice: on the module path and on the class path. */
class ChecksTest {
    private static String moduleOf(Class<?> type) {
        return type.getModule().isNamed() ? type.getModule().getName() : "none";
    }

    @Test
    void theLibraryIsOnThePathThatIsTried() {
        assertThat(moduleOf(Gradcheck.class)).isEqualTo(System.getProperty("module"));
        assertThat(moduleOf(Checks.class)).isEqualTo(System.getProperty("module").equals("none") ? "none" : "consumer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.knowm.xchart.XYChart", "tech.tablesaw.api.Table"})
    void neitherChartsNorTablesAreThere(String type) {
        assertThatThrownBy(() -> Class.forName(type)).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void aRightGradientIsAcceptedAndAStrayFactorFound() {
        assertThat(Checks.plainArray(2).verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(Checks.plainArray(1).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void matricesAndTensorsAreChecked() {
        assertThat(Checks.namedArrays().verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(Checks.namedArrays().method()).filteredOn(note -> note.startsWith("matrix products by")).singleElement().asString().contains("BLAS");
        assertThat(Checks.tensor()).isTrue();
    }
}
