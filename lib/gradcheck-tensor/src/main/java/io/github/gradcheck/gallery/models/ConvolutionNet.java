package io.github.gradcheck.gallery.models;

import static io.github.gradcheck.recipe.Layers.normal;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.recipe.Layers;
import io.github.gradcheck.recipe.Line;
import io.github.gradcheck.recipe.LossModel;
import io.github.gradcheck.recipe.PlantedBug;
import io.github.gradcheck.recipe.Recipe;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One 3 × 3 kernel drawn over images of 5 × 5, then ReLU and a dense layer: S = relu(patches(X)·K + c)·W + b. */
final class ConvolutionNet {
    private static final int IMAGES = 10;
    private static final int SIDE = 5;
    private static final int KERNEL = 3;
    private static final int OUT = SIDE - KERNEL + 1;

    private ConvolutionNet() {
    }

    static List<PlantedBug> bugs() {
        NDArray x = normal(51, 1, IMAGES, SIDE, SIDE);
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("K", normal(52, 0.5, KERNEL, KERNEL));
        params.put("c", normal(53, 0.1, 1));
        params.put("W", normal(54, 0.5, OUT * OUT, 3));
        params.put("b", normal(55, 0.1, 3));
        Recipe net = convolution().then(bias()).then(Layers.relu("C", "H")).then(Layers.dense("H", "W", "b", "S")).then(Layers.crossEntropy());
        Line dK = net.backward("dK");
        Classical in = new Classical(LossModel.of("convolution net", params, Map.of("X", x, "Y", Layers.labels(x, 3, 56)), net, 0.3));
        return List.of(
                in.plant("sign", net.backward("dc").negated(), Kind.SIGN_FLIPPED),
                in.missingOneOverN(),
                in.plant("wrong axis", dK.as("rows and columns of (patchesᵀ·dB) exchanged", v -> dK.formula().of(v).transpose()), Kind.TRANSPOSED),
                in.plant("flipped kernel", dK.as("patchesᵀ·dB turned by 180°", v -> dK.formula().of(v).gather(new int[] {8, 7, 6, 5, 4, 3, 2, 1, 0}, 3, 3)),
                        Kind.PERMUTED),
                in.plant("loop one short", dK.as("patchesᵀ·dB, its last row left at 0", v -> dK.formula().of(v).multiply(NDArray.of(new double[] {1, 1, 0}, 3, 1))),
                        Kind.ONE_ROW),
                in.plant("detached branch", net.backward("dH").detached(), Kind.ZERO),
                in.plant("stale cache", net.backward("dW").as("(H of the last step)ᵀ·dS", v -> v.stale("H").transpose().matmul(v.get("dS"))),
                        Kind.NOT_REPEATABLE));
    }

    /** B = patches(X)·K: each output is the sum of a patch of 3 × 3 pixels times the kernel. */
    static Recipe convolution() {
        return new Recipe(
                List.of(new Line("B", "patches(X)·K", v -> patches(v.get("X")).matmul(v.get("K").reshape(-1)).reshape(-1, OUT * OUT))),
                List.of(new Line("dK", "patchesᵀ·dB", v -> patches(v.get("X")).transpose().matmul(v.get("dB").reshape(-1)).reshape(KERNEL, KERNEL)),
                        new Line("dX", "each dB·K added to its patch", v -> spread(v.get("dB"), v.get("K")))));
    }

    private static Recipe bias() {
        return new Recipe(
                List.of(new Line("C", "B + c", v -> v.get("B").add(v.get("c")))),
                List.of(new Line("dB", "dC", v -> v.get("dC")), new Line("dc", "Σ dC over images and places", v -> v.get("dC").sumTo(1))));
    }

    /** A row of 9 pixels for each image and place of the kernel. */
    static NDArray patches(NDArray images) {
        int n = images.shape()[0];
        return images.gather(positions(n), n * OUT * OUT, KERNEL * KERNEL);
    }

    /** The transpose of patches: each output's share goes back to the 9 pixels it came from. */
    private static NDArray spread(NDArray dB, NDArray kernel) {
        int n = dB.shape()[0];
        NDArray shares = dB.reshape(-1, 1).matmul(kernel.reshape(1, -1));
        return shares.scatterAdd(positions(n), n, SIDE, SIDE);
    }

    /** For each pixel of each patch, where it stands among all pixels. */
    static int[] positions(int images) {
        int[] positions = new int[images * OUT * OUT * KERNEL * KERNEL];
        int at = 0;
        for (int place = 0; place < images * OUT * OUT; place++) {
            int corner = place / (OUT * OUT) * SIDE * SIDE + place % (OUT * OUT) / OUT * SIDE + place % OUT;
            for (int pixel = 0; pixel < KERNEL * KERNEL; pixel++) {
                positions[at++] = corner + pixel / KERNEL * SIDE + pixel % KERNEL;
            }
        }
        return positions;
    }
}
