package io.github.gradcheck.notebook;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.JShell;

/** The shell that runs a kernel's cells, which neither kernel gives away. */
final class KernelShell {
    /** IJava keeps its shell in a field of a field, JJava in a field. */
    private static final int DEPTH = 2;

    private KernelShell() {
    }

    /** The shell of this kernel, if it can be found. */
    static Optional<JShell> of(Object kernel) {
        return shellOf(kernel, DEPTH);
    }

    private static Optional<JShell> shellOf(Object holder, int depth) {
        if (holder instanceof JShell shell) {
            return Optional.of(shell);
        }
        if (holder == null || depth == 0 || holder.getClass().getName().startsWith("java.")) {
            return Optional.empty();
        }
        return Stream.<Class<?>>iterate(holder.getClass(), type -> type != null && type != Object.class, type -> type.getSuperclass())
                .flatMap(type -> Stream.of(type.getDeclaredFields())).filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive())
                .flatMap(field -> value(field, holder).flatMap(value -> shellOf(value, depth - 1)).stream()).findFirst();
    }

    private static Optional<Object> value(Field field, Object holder) {
        try {
            return field.trySetAccessible() ? Optional.ofNullable(field.get(holder)) : Optional.empty();
        } catch (IllegalAccessException e) {
            return Optional.empty();
        }
    }
}
