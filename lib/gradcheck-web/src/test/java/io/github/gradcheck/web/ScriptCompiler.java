package io.github.gradcheck.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/** Compiles a class of the tests and all that it needs to a script, as the build compiles the bundle. */
public final class ScriptCompiler {
    private ScriptCompiler() {
    }

    /** The script, named after the class. */
    public static Path compile(Class<?> exporting) throws IOException, TeaVMToolException {
        Path folder = Files.createDirectories(Scripts.TARGET);
        TeaVMTool tool = new TeaVMTool();
        tool.setClassLoader(exporting.getClassLoader());
        tool.setMainClass(exporting.getName());
        tool.setTargetDirectory(folder.toFile());
        tool.setTargetFileName(exporting.getSimpleName() + ".js");
        tool.setObfuscated(true);
        tool.setOptimizationLevel(TeaVMOptimizationLevel.SIMPLE);
        tool.generate();
        String problems = tool.getProblemProvider().getSevereProblems().stream().map(problem -> problem.getText() + " " + problem.getLocation().getMethod())
                .collect(Collectors.joining("\n"));
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems);
        }
        return folder.resolve(exporting.getSimpleName() + ".js");
    }
}
