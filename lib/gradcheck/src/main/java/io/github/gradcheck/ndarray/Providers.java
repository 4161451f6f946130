package io.github.gradcheck.ndarray;

import java.util.Optional;
import java.util.ServiceLoader;

/** Looks up, by {@link ServiceLoader}, the matrix product and the random words that another artifact provides. */
final class Providers {
    private Providers() {
    }

    /** The first provider there is. */
    static <T> Optional<T> first(Class<T> service) {
        // Not by the thread's loader: in a notebook that is the kernel's, which does not know the library.
        return ServiceLoader.load(service, Providers.class.getClassLoader()).findFirst();
    }
}
