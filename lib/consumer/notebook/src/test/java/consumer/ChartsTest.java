package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.notebook.NotebookSupport;
import org.junit.jupiter.api.Test;

/** Run twice: on the module path and on the class path. */
class ChartsTest {
    private static String moduleOf(Class<?> type) {
        return type.getModule().isNamed() ? type.getModule().getName() : "none";
    }

    @Test
    void theLibraryIsOnThePathThatIsTried() {
        assertThat(moduleOf(NotebookSupport.class)).isEqualTo(System.getProperty("module"));
        assertThat(moduleOf(Charts.class)).isEqualTo(System.getProperty("module").equals("none") ? "none" : "consumer");
    }

    @Test
    void tensorsAreChecked() {
        assertThat(Charts.tensor()).isTrue();
    }

    @Test
    void reportsHavePicturesAndTables() {
        assertThat(Charts.picture().png()).startsWith(0x89, 'P', 'N', 'G');
        assertThat(Charts.table().rowCount()).isEqualTo(2);
        assertThat(Charts.own().getWidth()).isEqualTo(300);
    }
}
