package io.github.gradcheck.notebook.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Mends that IJava 1.3.0 and JJava 1.0-a8 show nobody the code of a cell before they run it ({@code handleExecuteRequest} in
 * {@code BaseKernel.java} of both).
 *
 * <p>JShell does not know it either: a kernel gives it a cell statement by statement, and of what follows a missing brace nothing at all.
 */
final class CellRequests {
    private CellRequests() {
    }

    /** Tells of the code of each cell from the next one on. */
    static void tell(Object kernel, Consumer<String> listener) throws ReflectiveOperationException {
        change(kernel, code -> {
            listener.accept(code);
            return code;
        });
    }

    /**
     * Has other code run in the place of a cell's, from the next one on; to be called while a cell runs, because a kernel knows its connection
     * by the cell that it answers.
     *
     * @throws ReflectiveOperationException if this kernel is not made as IJava and JJava are
     */
    static void change(Object kernel, UnaryOperator<String> change) throws ReflectiveOperationException {
        Object environment = Reflect.value(Reflect.value(Reflect.call(kernel, "getIO"), "jupyterOut"), "env");
        Object connection = Reflect.value(Reflect.value(environment, "shell"), "connection");
        Method setHandler = Reflect.method(connection.getClass(), "setHandler", 2);
        Class<?> messageType = setHandler.getParameterTypes()[0];
        Class<?> handlerType = setHandler.getParameterTypes()[1];
        Object execute = messageType.getField("EXECUTE_REQUEST").get(null);
        Object handler = connection.getClass().getMethod("getHandler", messageType).invoke(connection, execute);
        Object telling = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
                put(change, arguments[1]);
            }
            return passOn(method, handler, arguments);
        });
        setHandler.invoke(connection, execute, telling);
    }

    private static void put(UnaryOperator<String> change, Object message) throws ReflectiveOperationException {
        Object request = Reflect.call(message, "getContent");
        String code = (String) Reflect.call(request, "getCode");
        String changed = change.apply(code);
        if (!changed.equals(code)) {
            Reflect.field(request.getClass(), "code").set(request, changed);
        }
    }

    private static Object passOn(Method method, Object handler, Object[] arguments) throws Throwable {
        try {
            return method.invoke(handler, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
