package io.github.gradcheck.nn;

import io.github.gradcheck.autograd.Tensor;
import java.util.List;

/** Modules one after the other, each fed with what the one before puts out. */
public final class Sequential extends Module {
    private final List<Module> modules;

    /** The modules in order; they are named 0, 1, 2 … */
    public Sequential(Module... modules) {
        this.modules = List.of(modules);
        for (int i = 0; i < modules.length; i++) {
            register(String.valueOf(i), modules[i]);
        }
    }

    @Override
    protected Tensor forward(Tensor x) {
        Tensor out = x;
        for (Module module : modules) {
            out = module.apply(out);
        }
        return out;
    }
}
