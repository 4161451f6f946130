package io.github.gradcheck.web.compiler;

import io.github.gradcheck.web.runtime.BuilderText;
import io.github.gradcheck.web.runtime.DoubleText;
import io.github.gradcheck.web.runtime.ExactMath;
import io.github.gradcheck.web.runtime.FewDigits;
import io.github.gradcheck.web.runtime.JavaText;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;

/**
 * Lets methods of other classes, mostly the JDK's, call public static methods of ours: the static ones those of the same name and parameters, the others
 * those that take the object first.
 */
final class Replacements implements ClassHolderTransformer {
    private static final Map<String, Class<?>> BY_CLASS = Map.of("java.lang.Math", ExactMath.class, "java.lang.String", JavaText.class,
            "java.lang.Double", DoubleText.class, "java.lang.StringBuilder", BuilderText.class,
            "io.github.gradcheck.relation.Numbers", FewDigits.class);

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        if (BY_CLASS.containsKey(cls.getName())) {
            Arrays.stream(BY_CLASS.get(cls.getName()).getDeclaredMethods()).filter(method -> Modifier.isPublic(method.getModifiers()))
                    .forEach(method -> redirect(cls, reference(method), context));
        }
    }

    private static MethodReference reference(Method method) {
        Class<?>[] signature = Arrays.copyOf(method.getParameterTypes(), method.getParameterCount() + 1);
        signature[signature.length - 1] = method.getReturnType();
        return new MethodReference(method.getDeclaringClass(), method.getName(), signature);
    }

    private static void redirect(ClassHolder theirs, MethodReference ours, ClassHolderTransformerContext context) {
        MethodHolder method = theirs.getMethod(ours.getDescriptor());
        if (method == null) {
            ValueType[] signature = ours.getSignature();
            method = theirs.getMethod(new MethodDescriptor(ours.getName(), Arrays.copyOfRange(signature, 1, signature.length)));
        }
        if (method == null) {
            throw new IllegalStateException(theirs.getName() + " has no such method: " + ours);
        }
        method.getModifiers().remove(ElementModifier.NATIVE);
        ProgramEmitter body = ProgramEmitter.create(method, context.getHierarchy());
        int first = method.hasModifier(ElementModifier.STATIC) ? 1 : 0;
        ValueType[] types = ours.getParameterTypes();
        ValueEmitter[] arguments = new ValueEmitter[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = body.var(first + i, types[i]);
        }
        body.invoke(ours.getClassName(), ours.getName(), ours.getReturnType(), arguments).returnValue();
    }
}
