package io.github.gradcheck.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.ndarray.NDArray;
import org.junit.jupiter.api.Test;

class BackwardTest {
    private static Tensor leaf(double... entries) {
        return Tensor.of(NDArray.of(entries, entries.length)).requiresGrad(true);
    }

    /** Doubles its input forward; backward returns whatever it is told to. */
    private static Tensor withGradients(Tensor x, Tensor... gradients) {
        return new Function() {
            @Override
            protected Tensor forward(Context ctx, Tensor... in) {
                return in[0].multiply(2.0);
            }

            @Override
            protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
                return gradients;
            }
        }.apply(x);
    }

    @Test
    void addsUpOverAllPathsAndOverCalls() {
        Tensor x = leaf(2, 3);
        x.multiply(x).add(x).sum().backward();
        assertThat(x.grad().data().toArray()).containsExactly(5, 7);
        x.sum().backward();
        assertThat(x.grad().data().toArray()).containsExactly(6, 8);
        x.zeroGrad();
        assertThat(x.grad()).isNull();
    }

    @Test
    void givesEachLeafAGradientOfItsOwn() {
        Tensor x = leaf(1);
        Tensor y = leaf(2);
        Tensor upstream = leaf(3).detach();
        x.add(y).backward(upstream);
        x.grad().data().fill(7);
        assertThat(y.grad().data().toArray()).containsExactly(3);
        assertThat(upstream.data().toArray()).containsExactly(3);
    }

    @Test
    void takesAnUpstreamGradient() {
        Tensor x = leaf(2, 3);
        x.multiply(x).backward(leaf(1, 10).detach());
        assertThat(x.grad().data().toArray()).containsExactly(4, 60);
    }

    @Test
    void goesThroughADeepGraphWithoutRecursion() {
        Tensor x = leaf(1);
        Tensor y = x;
        for (int i = 0; i < 50_000; i++) {
            y = y.add(1e-9);
        }
        y.sum().backward();
        assertThat(x.grad().data().toArray()).containsExactly(1);
    }

    @Test
    void canBeDifferentiatedAgain() {
        Tensor x = leaf(3);
        Tensor first = Torch.grad(x.pow(3).sum(), new Tensor[] {x}, null, true)[0];
        Tensor second = Torch.grad(first.sum(), new Tensor[] {x}, null, true)[0];
        assertThat(second.data().toArray()).containsExactly(18);
        assertThat(x.grad()).isNull();
    }

    @Test
    void ofASecondTimeSaysWhatToDo() {
        Tensor x = leaf(2);
        Tensor y = x.multiply(x).sum();
        y.backward(null, true);
        y.backward();
        assertThat(x.grad().data().toArray()).containsExactly(8);
        assertThatThrownBy(y::backward).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Trying to backward through the graph a second time");
    }

    @Test
    void countsTheGradientsOfAFunction() {
        Tensor g = leaf(1, 1).detach();
        assertThatThrownBy(() -> withGradients(leaf(1, 2), g, g).sum().backward())
                .hasMessageEndingWith("returned an incorrect number of gradients (expected 1, got 2)");
        assertThatThrownBy(() -> withGradients(leaf(1, 2)).sum().backward()).hasMessageEndingWith("(expected 1, got 0)");
        assertThatThrownBy(() -> withGradients(leaf(1, 2), (Tensor[]) null).sum().backward()).hasMessageContaining("returned null instead of its gradients");
        assertThatThrownBy(() -> withGradients(leaf(1, 2), (Tensor) null).sum().backward()).hasMessageContaining("returned null as the gradient of input 0");
    }

    @Test
    void checksTheShapeOfEachGradient() {
        assertThatThrownBy(() -> withGradients(leaf(1, 2), leaf(1, 2, 3)).sum().backward())
                .hasMessageContaining("returned an invalid gradient at index 0 - got [3] but expected shape compatible with [2]");
        Tensor x = leaf(1, 2);
        withGradients(x, leaf(5, 6).detach()).sum().backward();
        assertThat(x.grad().data().toArray()).containsExactly(5, 6);
    }

    @Test
    void countsInputsAndNamesTheFunction() {
        class Two extends Function {
            @Override
            protected Tensor forward(Context ctx, Tensor... in) {
                return in[0].multiply(in[1]);
            }

            @Override
            protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
                return gradOutput;
            }
        }
        assertThatThrownBy(() -> new Two().apply(leaf(1), leaf(2)).backward())
                .hasMessage("function TwoBackward returned an incorrect number of gradients (expected 2, got 1)");
        assertThat(withGradients(leaf(1)).toString()).contains("grad_fn=<FunctionBackward>");
        assertThatThrownBy(() -> new Two().apply(leaf(1), null)).hasMessage("input 1 of TwoBackward is null");
    }

    @Test
    void anErrorInBackwardPassesThrough() {
        RuntimeException own = new UnsupportedOperationException("mine");
        Tensor y = new Function() {
            @Override
            protected Tensor forward(Context ctx, Tensor... in) {
                return in[0].multiply(2.0);
            }

            @Override
            protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
                throw own;
            }
        }.apply(leaf(1));
        assertThatThrownBy(y::backward).isSameAs(own);
    }

    @Test
    void asksOnlyForTheGradientsThatAreNeeded() {
        boolean[][] needed = new boolean[1][];
        Tensor x = leaf(1);
        Tensor constant = leaf(2).detach();
        new Function() {
            @Override
            protected Tensor forward(Context ctx, Tensor... in) {
                return in[0].multiply(in[1]);
            }

            @Override
            protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
                needed[0] = ctx.needsInputGrad();
                return new Tensor[] {gradOutput[0].multiply(2.0), null};
            }
        }.apply(x, constant).backward();
        assertThat(needed[0]).containsExactly(true, false);
        assertThat(x.grad().data().toArray()).containsExactly(2);
        assertThat(constant.grad()).isNull();
    }

    @Test
    void noticesASavedTensorThatWasChangedInPlace() {
        Tensor x = leaf(1, 2);
        Tensor y = x.multiply(x).sum();
        x.data().set(7, 0);
        assertThatThrownBy(y::backward).isInstanceOf(IllegalStateException.class).hasMessageContaining("modified by an inplace operation");
    }

    @Test
    void needsAScalarOrAnUpstreamGradientThatFits() {
        assertThatThrownBy(() -> leaf(1, 2).exp().backward()).hasMessageContaining("only for scalar outputs, the shape is (2,)");
        assertThatThrownBy(() -> leaf(1, 2).exp().backward(leaf(1))).hasMessageContaining("(1,)").hasMessageContaining("(2,)");
        assertThatThrownBy(() -> Tensor.of(NDArray.scalar(1)).exp().backward()).hasMessageContaining("does not require a gradient");
    }

    @Test
    void anOutputHandedThroughUnchangedKeepsTheInputALeaf() {
        Tensor x = leaf(1, 2);
        Tensor y = new Function() {
            @Override
            protected Tensor forward(Context ctx, Tensor... in) {
                return in[0];
            }

            @Override
            protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
                return new Tensor[] {gradOutput[0].multiply(3.0)};
            }
        }.apply(x);
        y.sum().backward();
        assertThat(x.grad().data().toArray()).containsExactly(3, 3);
    }

    @Test
    void aFunctionWithSeveralOutputsGetsZerosForThoseThatDoNotMatter() {
        MultiFunction twoAndThree = new MultiFunction() {
            @Override
            protected Tensor[] forward(Context ctx, Tensor... in) {
                return new Tensor[] {in[0].multiply(2.0), in[0].multiply(3.0)};
            }

            @Override
            protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
                return new Tensor[] {gradOutput[0].multiply(2.0).add(gradOutput[1].multiply(3.0))};
            }
        };
        Tensor x = leaf(1, 2);
        twoAndThree.apply(x)[1].sum().backward();
        assertThat(x.grad().data().toArray()).containsExactly(3, 3);
        assertThat(Gradcheck.gradcheckAll(twoAndThree::apply, new Tensor[] {leaf(1, 2)})).isTrue();
    }

    @Test
    void isNotRecordedWhereRecordingIsOff() {
        Tensor x = leaf(1);
        assertThat(Torch.noGrad(x::exp).requiresGrad()).isFalse();
        assertThat(x.exp().requiresGrad()).isTrue();
    }

    @Test
    void onlyALeafCanBeAskedForAGradient() {
        Tensor y = leaf(1).exp();
        assertThatThrownBy(() -> y.requiresGrad(false)).hasMessageContaining("ExpBackward");
    }
}
