package io.github.gradcheck.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries and memory maps as Debian's three packages of OpenBLAS 0.3.21 have them. */
class OpenBlasTest {
    @TempDir
    private Path folder;

    private Path library(String name, String symbols) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "\u007fELF\u0000dgemm_\u0000" + symbols + "\u0000");
    }

    private Path map(Path... libraries) throws IOException {
        String lines = Stream.of(libraries).map(file -> "7f1b8e978000-7f1b8e99a000 r--p 00000000 fe:00 1234      " + file + "\n"
                + "7f1b8e99a000-7f1b8e9ff000 r-xp 00022000 fe:00 1234      " + file + "\n").collect(Collectors.joining());
        return Files.writeString(folder.resolve("maps"), "7ffd1a5d2000-7ffd1a5f3000 rw-p 00000000 00:00 0      [stack]\n" + lines);
    }

    private static Optional<String> withoutLocks(Path maps) {
        return OpenBlas.loaded(maps).flatMap(OpenBlas::withoutLocks);
    }

    /** What Linux says of a processor. */
    private Path processor(String vendor, String flags) throws IOException {
        return Files.writeString(folder.resolve("cpuinfo"), "vendor_id\t: " + vendor + "\nflags\t\t: fpu sse2 " + flags + " rdseed\n");
    }

    @Test
    void oneThatWasBuiltForASingleThreadHasNoLocksAndIsNamed() throws IOException {
        Path front = library("openblas-serial/libblas.so.3", "dtrsm_");
        Path serial = library("openblas-serial/libopenblas-r0.3.21.so", "dtrsm_");
        assertThat(withoutLocks(map(front, serial))).contains("libopenblas-r0.3.21.so");
        assertThat(withoutLocks(map(serial, front))).contains("libopenblas-r0.3.21.so");
    }

    @Test
    void oneForThreadsHasThemThoughTheFileInFrontOfItNamesNone() throws IOException {
        Path front = library("openblas-pthread/libblas.so.3", "dtrsm_");
        Path threaded = library("openblas-pthread/libopenblasp-r0.3.21.so", "pthread_mutex_lock");
        assertThat(withoutLocks(map(front, threaded))).isEmpty();
    }

    @Test
    void nothingIsKnownAgainstOtherLibrariesOrWhereThereIsNoMap() throws IOException {
        Path reference = library("blas/libblas.so.3", "dtrsm_");
        assertThat(withoutLocks(map(reference))).isEmpty();
        assertThat(withoutLocks(folder.resolve("none"))).isEmpty();
    }

    @Test
    void aLibraryThatWasReplacedWhileItRunsIsPassedOver() throws IOException {
        assertThat(withoutLocks(map(Path.of("/usr/lib/libopenblas-r0.3.20.so (deleted)")))).isEmpty();
    }

    @Test
    void anOldOneThatIsSlowOnANewIntelProcessorHasFallenBack() throws IOException {
        OpenBlas old = new OpenBlas("libopenblasp-r0.3.21.so", true);
        // 64×784 by 784×100, by the kernels of Prescott and by those of the processor.
        assertThat(old.hasFallenBack(processor("GenuineIntel", "avx2"), () -> 15)).isTrue();
        assertThat(old.hasFallenBack(processor("GenuineIntel", "avx2"), () -> 52)).isFalse();
        assertThat(old).hasToString("OpenBLAS 0.3.21");
    }

    @Test
    void oneThatKnowsProcessorsByTheirFeaturesHasNotNorHasOneOnAProcessorWithoutThemAndNeitherIsTimed() throws IOException {
        DoubleSupplier unasked = () -> {
            throw new AssertionError("timed");
        };
        assertThat(new OpenBlas("libopenblasp-r0.3.25.so", true).hasFallenBack(processor("GenuineIntel", "avx2"), unasked)).isFalse();
        assertThat(new OpenBlas("libopenblasp-r0.3.24.so", true).hasFallenBack(processor("GenuineIntel", "avx2"), () -> 15)).isTrue();
        assertThat(new OpenBlas("libopenblas.so.0", true).hasFallenBack(processor("GenuineIntel", "avx2"), unasked)).isFalse();
        assertThat(new OpenBlas("libopenblasp-r0.3.21.so", true).hasFallenBack(processor("GenuineIntel", "avx"), unasked)).isFalse();
        assertThat(new OpenBlas("libopenblasp-r0.3.21.so", true).hasFallenBack(processor("AuthenticAMD", "avx2"), unasked)).isFalse();
        assertThat(new OpenBlas("libopenblasp-r0.3.21.so", true).hasFallenBack(folder.resolve("none"), unasked)).isFalse();
    }
}
