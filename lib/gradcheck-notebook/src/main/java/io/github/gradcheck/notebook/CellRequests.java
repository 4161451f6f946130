package io.github.gradcheck.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Tells the code of each cell before the kernel runs it.
 *
 * <p>JShell alone does not know: a kernel gives it a cell statement by statement, and of what follows a missing brace nothing at all.
 */
final class CellRequests {
    private CellRequests() {
    }

    /**
     * From the next cell on; to be called while a cell runs, because a kernel knows its connection by the cell that it answers.
     *
     * @throws ReflectiveOperationException if this kernel is not made as IJava and JJava are
     */
    static void tell(Object kernel, Consumer<String> listener) throws ReflectiveOperationException {
        Object io = kernel.getClass().getMethod("getIO").invoke(kernel);
        Object environment = RunningCell.value(RunningCell.value(io, "jupyterOut"), "env");
        Object connection = RunningCell.value(RunningCell.value(environment, "shell"), "connection");
        Method setHandler = NotebookSupport.oneNamed(connection.getClass(), "setHandler", 2);
        Class<?> messageType = setHandler.getParameterTypes()[0];
        Class<?> handlerType = setHandler.getParameterTypes()[1];
        Object execute = messageType.getField("EXECUTE_REQUEST").get(null);
        Object handler = connection.getClass().getMethod("getHandler", messageType).invoke(connection, execute);
        Object telling = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
                listener.accept(code(arguments[1]));
            }
            return passOn(method, handler, arguments);
        });
        setHandler.invoke(connection, execute, telling);
    }

    private static String code(Object message) throws ReflectiveOperationException {
        Object request = message.getClass().getMethod("getContent").invoke(message);
        return (String) request.getClass().getMethod("getCode").invoke(request);
    }

    private static Object passOn(Method method, Object handler, Object[] arguments) throws Throwable {
        try {
            return method.invoke(handler, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
