package io.github.gradcheck.web.compiler;

import io.github.gradcheck.web.runtime.Conversions;
import java.util.ArrayList;
import java.util.List;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.CastNumberInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.NumericOperandType;

/** Rounds whatever becomes a float, by a cast or by arithmetic of floats, and makes whole numbers of fractions, in our classes. */
final class NumberConversions implements ClassHolderTransformer {
    private static final String OURS = "io.github.gradcheck.";
    private static final MethodReference TO_FLOAT = new MethodReference(Conversions.class, "toFloat", float.class, float.class);
    private static final MethodReference TO_LONG = new MethodReference(Conversions.class, "toLong", double.class, long.class);
    private static final MethodReference TO_INT = new MethodReference(Conversions.class, "toInt", double.class, int.class);

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        if (cls.getName().startsWith(OURS) && !cls.getName().equals(Conversions.class.getName())) {
            cls.getMethods().stream().map(MethodHolder::getProgram).filter(program -> program != null).forEach(NumberConversions::convert);
        }
    }

    private static void convert(Program program) {
        List<Instruction> all = new ArrayList<>();
        for (BasicBlock block : program.getBasicBlocks()) {
            block.forEach(all::add);
        }
        for (Instruction instruction : all) {
            if (instruction instanceof CastNumberInstruction cast) {
                convert(cast, program);
            } else if (instruction instanceof BinaryInstruction arithmetic && isOfFloats(arithmetic)) {
                Variable exact = program.createVariable();
                arithmetic.insertNext(call(TO_FLOAT, exact, arithmetic.getReceiver(), arithmetic));
                arithmetic.setReceiver(exact);
            }
        }
    }

    private static void convert(CastNumberInstruction cast, Program program) {
        if (cast.getTargetType() == NumericOperandType.FLOAT) {
            Variable exact = program.createVariable();
            cast.insertNext(call(TO_FLOAT, exact, cast.getReceiver(), cast));
            cast.setReceiver(exact);
        } else if (isFraction(cast.getSourceType()) && !isFraction(cast.getTargetType())) {
            MethodReference whole = cast.getTargetType() == NumericOperandType.LONG ? TO_LONG : TO_INT;
            cast.replace(call(whole, cast.getValue(), cast.getReceiver(), cast));
        }
    }

    private static boolean isFraction(NumericOperandType type) {
        return type == NumericOperandType.FLOAT || type == NumericOperandType.DOUBLE;
    }

    private static boolean isOfFloats(BinaryInstruction instruction) {
        return instruction.getOperandType() == NumericOperandType.FLOAT && switch (instruction.getOperation()) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE -> true;
            default -> false;
        };
    }

    private static InvokeInstruction call(MethodReference method, Variable argument, Variable receiver, Instruction at) {
        InvokeInstruction call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(method);
        call.setArguments(argument);
        call.setReceiver(receiver);
        call.setLocation(at.getLocation());
        return call;
    }
}
