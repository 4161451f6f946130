package io.github.gradcheck.web.compiler;

import org.teavm.extension.spi.substitution.SimpleSubstitutionPolicy;
import org.teavm.extension.spi.substitution.SubstitutionSink;

/** Which classes stand in for others: those of one thread for those of several, and two that TeaVM does not have. */
public final class Substitutes extends SimpleSubstitutionPolicy {
    @Override
    public void contribute(SubstitutionSink sink) {
        sink.substitutePackage("io.github.gradcheck.execution", "io.github.gradcheck.web.execution");
        sink.substitutePackage("io.github.gradcheck.ndarray", "io.github.gradcheck.web.ndarray");
        sink.selectClasses(named("java.util.concurrent.atomic.LongAdder")).replacePackage("java.util.concurrent.atomic", "io.github.gradcheck.web.runtime");
        sink.selectClasses(named("java.util.SplittableRandom")).replacePackage("java.util", "io.github.gradcheck.web.runtime");
    }
}
