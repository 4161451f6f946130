package io.github.gradcheck.direction;

import io.github.gradcheck.problem.Block;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A sample of the entries of a large parameter that shows the cause of a fault in all of them: the row and the column of one that is wrong,
 * and random entries with their neighbours and with the entries that a transposed array has in their place.
 */
public final class EntrySample {
    /** No more entries than this are measured to find a cause. */
    public static final int MOST = 256;
    private static final int LINE = 32;
    private static final int RANDOM = 16;

    private EntrySample() {
    }

    /**
     * Positions in rising order.
     *
     * @param wrong an entry that is wrong
     */
    public static int[] around(Block block, int wrong) {
        int size = block.size();
        int[] shape = block.shape();
        int columns = shape.length < 2 ? size : shape[shape.length - 1];
        int rows = size / columns;
        TreeSet<Integer> chosen = new TreeSet<>();
        spread(columns).forEach(c -> chosen.add(wrong / columns * columns + c));
        spread(rows).forEach(r -> chosen.add(r * columns + wrong % columns));
        // The same places in every array of this size, so that two arrays can be compared.
        new SplittableRandom(size).ints(RANDOM, 0, size).forEach(i -> {
            chosen.add(i);
            chosen.add(i % rows * columns + i / rows);
            chosen.add((i + 1) % size);
            chosen.add((i + size - 1) % size);
            chosen.add((i + columns) % size);
            chosen.add((i + size - columns) % size);
        });
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    /** All of so many places, or as many as a line may have, evenly spread. */
    private static IntStream spread(int count) {
        int used = Math.min(LINE, count);
        return IntStream.range(0, used).map(k -> (int) ((long) k * count / used));
    }
}
