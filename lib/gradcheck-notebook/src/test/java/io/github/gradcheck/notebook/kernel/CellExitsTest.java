package io.github.gradcheck.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class CellExitsTest {
    /** What a cell compiles to: it ends the process in one of three ways, or returns something. */
    public static final class Cell implements IntBinaryOperator {
        @Override
        public int applyAsInt(int way, int status) {
            if (way == 1) {
                System.exit(status);
            }
            if (way == 2) {
                Runtime.getRuntime().exit(status);
            }
            if (way == 3) {
                Runtime.getRuntime().halt(status);
            }
            return way + status;
        }
    }

    private static IntBinaryOperator changedCell() throws IOException, ReflectiveOperationException {
        try (InputStream in = CellExitsTest.class.getResourceAsStream("CellExitsTest$Cell.class")) {
            byte[] changed = CellExits.changed(in.readAllBytes());
            ClassLoader loader = new ClassLoader(CellExitsTest.class.getClassLoader()) {
                @Override
                protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                    return name.equals(Cell.class.getName()) ? defineClass(name, changed, 0, changed.length) : super.loadClass(name, resolve);
                }
            };
            return (IntBinaryOperator) loader.loadClass(Cell.class.getName()).getConstructor().newInstance();
        }
    }

    @Test
    void aCellThatWouldEndTheProcessEndsByItselfAndSaysSo() throws IOException, ReflectiveOperationException {
        IntBinaryOperator cell = changedCell();
        assertThat(cell.applyAsInt(0, 5)).isEqualTo(5);
        assertThatThrownBy(() -> cell.applyAsInt(1, 3)).isInstanceOf(CellEnd.class)
                .hasMessage("System.exit(3) would end the kernel, and with it all that cells have defined: it has ended this cell alone.");
        assertThatThrownBy(() -> cell.applyAsInt(2, 4)).hasMessageStartingWith("Runtime.exit(4) would");
        assertThatThrownBy(() -> cell.applyAsInt(3, 5)).hasMessageStartingWith("Runtime.halt(5) would");
    }
}
