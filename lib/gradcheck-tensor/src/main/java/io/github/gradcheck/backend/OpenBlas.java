package io.github.gradcheck.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The system's OpenBLAS that this program has loaded: whether several threads may call it at once, and whether it knows the processor.
 *
 * <p>One that was built for a single thread, such as Debian's {@code libopenblas0-serial}, hands the same working memory to all callers
 * unless it was built with {@code USE_LOCKING}: with OpenBLAS 0.3.21 and two threads, 2 to 8 of 40 000 losses of a net of 79 510
 * parameters were wrong in the second or third digit. Source: OpenBLAS on GitHub, issue 2126 and pull request 2136.
 *
 * @param file its name; its own rather than that of a libblas.so.3 in front of it
 * @param hasLocks whether it keeps the products of several threads apart
 */
record OpenBlas(String file, boolean hasLocks) {
    /** What a library calls that has locks; the ones for OpenMP and for POSIX threads both do. */
    private static final String LOCK = "pthread_mutex_lock";
    private static final Pattern VERSION = Pattern.compile("-r(\\d+\\.\\d+\\.\\d+)");
    /** Before this one an Intel processor that is newer than the library gets the kernels for Prescott. Source: issue 4267 and pull request 4268. */
    private static final Version KNOWS_BY_FEATURES = Version.parse("0.3.25");
    /** Those kernels make at most two sums and two products of doubles a cycle, and no clock goes beyond 6 GHz. */
    private static final double MOST_OF_PRESCOTT = 4 * 6;

    /**
     * The one in a memory map.
     *
     * @param maps the memory map of a process, as Linux shows it in {@code /proc/self/maps}; where there is none, nothing is known of the library
     */
    static Optional<OpenBlas> loaded(Path maps) {
        List<Path> files = files(maps);
        return files.stream().map(file -> file.getFileName().toString()).max(Comparator.naturalOrder())
                .map(name -> new OpenBlas(name, files.stream().anyMatch(OpenBlas::namesLock)));
    }

    /** The files of the map whose path names OpenBLAS: the library, and where a system has one a libblas.so.3 in front of it. */
    private static List<Path> files(Path maps) {
        if (!Files.isReadable(maps)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(maps, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains("openblas")).map(line -> line.substring(line.indexOf('/')))
                    .distinct().map(Path::of).filter(Files::isReadable).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean namesLock(Path library) {
        try {
            return new String(Files.readAllBytes(library), StandardCharsets.ISO_8859_1).contains(LOCK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its name, if it has none of the locks that keep the products of several threads apart. */
    Optional<String> withoutLocks() {
        return hasLocks ? Optional.empty() : Optional.of(file);
    }

    /**
     * Whether it multiplies by instructions of 2004 on an Intel processor that has AVX2.
     *
     * @param cpuinfo what Linux says of the processor
     * @param speed how fast it multiplies, in GFLOP/s
     */
    boolean hasFallenBack(Path cpuinfo, DoubleSupplier speed) {
        boolean mayFall = version().filter(version -> version.compareTo(KNOWS_BY_FEATURES) < 0).isPresent();
        return mayFall && isIntelWithVectors(cpuinfo) && speed.getAsDouble() <= MOST_OF_PRESCOTT;
    }

    private static boolean isIntelWithVectors(Path cpuinfo) {
        try {
            String text = Files.isReadable(cpuinfo) ? Files.readString(cpuinfo, StandardCharsets.ISO_8859_1) : "";
            return text.contains("GenuineIntel") && text.contains(" avx2 ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Version> version() {
        Matcher version = VERSION.matcher(file);
        return version.find() ? Optional.of(Version.parse(version.group(1))) : Optional.empty();
    }

    @Override
    public String toString() {
        return "OpenBLAS" + version().map(version -> " " + version).orElse("");
    }
}
