package io.github.gradcheck.web.compiler;

import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/** Mends what the compiler's arithmetic does otherwise than a JVM's. */
public final class Plugin implements TeaVMPlugin {
    @Override
    public void install(TeaVMHost host) {
        host.add(new Replacements());
        host.add(new NumberConversions());
    }
}
