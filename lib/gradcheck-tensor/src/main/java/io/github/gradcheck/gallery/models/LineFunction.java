package io.github.gradcheck.gallery.models;

import io.github.gradcheck.autograd.Context;
import io.github.gradcheck.autograd.Function;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.recipe.Recipe;
import io.github.gradcheck.recipe.Values;
import java.util.List;
import java.util.Map;

/** A layer for autograd whose forward and backward passes are the lines of a recipe. */
final class LineFunction extends Function {
    private final List<String> inputs;
    private final Map<String, NDArray> data;
    private final Recipe recipe;

    /** A layer that takes these inputs in this order; data are what its lines use besides. */
    LineFunction(List<String> inputs, Map<String, NDArray> data, Recipe recipe) {
        this.inputs = inputs;
        this.data = data;
        this.recipe = recipe;
    }

    @Override
    protected Tensor forward(Context ctx, Tensor... in) {
        ctx.saveForBackward(in);
        return Tensor.of(values(in).get(recipe.output()));
    }

    @Override
    protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
        Values values = values(ctx.savedTensors());
        values.put("d" + recipe.output(), gradOutput[0].data());
        values.run(recipe.backward());
        return inputs.stream().map(name -> Tensor.of(values.get("d" + name))).toArray(Tensor[]::new);
    }

    /** All that forward computes; backward computes it again rather than keep it. */
    private Values values(Tensor... in) {
        Values values = new Values().putAll(data);
        for (int i = 0; i < in.length; i++) {
            values.put(inputs.get(i), in[i].data());
        }
        return values.run(recipe.forward());
    }
}
