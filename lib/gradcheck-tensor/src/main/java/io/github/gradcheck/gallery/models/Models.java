package io.github.gradcheck.gallery.models;

import io.github.gradcheck.nets.BrokenTwoLayerNet;
import io.github.gradcheck.nets.JavaBackward;
import io.github.gradcheck.recipe.PlantedBug;
import java.util.List;
import java.util.stream.Stream;

/** The bugs planted in networks, grouped by model. */
public final class Models {
    private Models() {
    }

    /** Every one: first those of networks that are checked where they start, then those of networks that can be trained. */
    public static List<PlantedBug> all() {
        return Stream.of(List.of(BrokenTwoLayerNet.bug()), JavaBackward.bugs(), TwoLayerModels.penalisedNet(), AttentionModels.byItself(),
                TwoLayerModels.classifier(), DeeperNet.bugs(), ConvolutionNet.bugs(), LayerNormNet.bugs(), AttentionModels.net(), AutogradNets.bugs())
                .flatMap(List::stream).toList();
    }
}
