package io.github.gradcheck.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RepairsTest {
    private static final Path ROOM = Path.of("src/main/java/io/github/gradcheck/notebook/kernel");

    @Test
    void everyClassSaysWhichKernelItIsForAndWhatIsToBeFoundUpstream() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(ROOM)) {
            files = all.filter(file -> file.getFileName().toString().matches("[A-Z]\\w*\\.java")).toList();
        }
        assertThat(files).hasSizeGreaterThan(10).allSatisfy(file -> {
            String text = Files.readString(file);
            String about = text.substring(text.indexOf("/**"), text.indexOf("*/"));
            assertThat(about).as(file.toString()).containsAnyOf("IJava 1.3.0", "JJava 1.0-a8");
            assertThat(about).as(file.toString()).containsAnyOf(".java}", "#3", "CellOutput}", "every one says which");
        });
    }

    /** A kernel of which only the banner is known. */
    public record Bannered(String getBanner) {
    }

    private static RunningKernel kernel(String banner) {
        return new RunningKernel(new Bannered(banner), Object.class);
    }

    @Test
    void aKernelIsKnownByTheNameAndTheVersionInItsBanner() throws ReflectiveOperationException {
        assertThat(kernel("Java 17.0.21 :: IJava kernel 1.3.0 \nProtocol v5.3 implementation by jupyter-jvm-basekernel 2.3.0").isOneOf(Stoppable.NEEDED_BY)).isTrue();
        assertThat(kernel("Java 17.0.21 :: JJava 1.0-a8 :: Protocol v5.3").isOneOf(Stoppable.NEEDED_BY)).isTrue();
        assertThat(kernel("Java 17.0.21 :: JJava 1.0-a80 :: Protocol v5.3").isOneOf(Stoppable.NEEDED_BY)).isFalse();
    }

    @Test
    void aKernelOfAnotherVersionIsLeftAsItIs() {
        List<Object> warnings = new ArrayList<>();
        Repairs.make(kernel("Java 25 :: JJava 1.0 :: Protocol v5.3"), warnings::add);
        assertThat(warnings).isEmpty();
    }

    @Test
    void aKernelThatIsNotMadeAsItsVersionIsNamed() {
        assertThatIllegalStateException().isThrownBy(() -> Repairs.make(kernel("Java 17 :: JJava 1.0-a8 :: Protocol v5.3"), warning -> { }))
                .withMessageContaining("Bannered");
    }

    @Test
    void outsideAKernelThereIsNothingToRepair() {
        assertThat(RunningKernel.find()).isEmpty();
    }
}
