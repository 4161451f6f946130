package io.github.gradcheck.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The OpenBLAS that a program has on its class path, {@code org.bytedeco:openblas} with the jar of its platform.
 *
 * <p>Found by name: whoever does not add it needs nothing of it, and whoever has it already for another library keeps the version of that one.
 * JavaCPP unpacks it, once for each user, into {@code ~/.javacpp}.
 *
 * @param file the shared library
 * @param version that of OpenBLAS and of JavaCPP
 */
record BundledOpenBlas(Path file, String version) {
    private static final String CLASS = "org.bytedeco.openblas.global.openblas_nolapack";
    private static final String PRESETS = "org.bytedeco.openblas.presets.openblas_nolapack";
    private static final String LOADER = "org.bytedeco.javacpp.Loader";

    /**
     * The one that is there, loaded, and made to multiply on the thread that calls it: those of a check are ours.
     *
     * @param mayLoad whether a class may load a native library
     */
    static Optional<BundledOpenBlas> find(Predicate<Class<?>> mayLoad) {
        try {
            Class<?> loader = Class.forName(LOADER);
            Class<?> presets = Class.forName(PRESETS);
            if (!mayLoad.test(loader)) {
                return Optional.empty();
            }
            Path wrapper = Path.of((String) loader.getMethod("load", Class.class).invoke(null, Class.forName(CLASS)));
            presets.getMethod("blas_set_num_threads", int.class).invoke(null, 1);
            String version = Optional.ofNullable(presets.getPackage().getImplementationVersion()).map(found -> " " + found).orElse("");
            return besides(wrapper).map(file -> new BundledOpenBlas(file, version));
        } catch (ReflectiveOperationException | LinkageError | IOException e) {
            // Not there, or there without the jar of this platform.
            return Optional.empty();
        }
    }

    /** The library itself, which JavaCPP unpacks beside the code that calls it: libopenblas_nolapack.so.0, or whatever it is called elsewhere. */
    private static Optional<Path> besides(Path wrapper) throws IOException {
        try (Stream<Path> files = Files.list(wrapper.getParent())) {
            return files.filter(file -> file.getFileName().toString().startsWith("libopenblas")).findFirst();
        }
    }

    @Override
    public String toString() {
        return "the BLAS of org.bytedeco (OpenBLAS" + version + ")";
    }
}
