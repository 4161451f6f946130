package io.github.gradcheck.problem;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A parameter: a named array of the caller, whose entries are moved one by one and restored bit for bit. */
public final class Block {
    /** In units in the last place. The rounding error of a polynomial near its root stayed hidden in 427 of 4000 entries with 1, in 16 with 4. */
    private static final int JITTER = 4;
    /** So many ulps from a bound, an entry is as good as at it. */
    private static final int AT_BOUND = 4;
    private final String name;
    private final int[] shape;
    private final Storage storage;
    private final double[] point;
    private final NDArray array;
    private final double rootMeanSquare;
    /** Null if every entry may be moved anywhere. */
    private final Domain domain;
    /** Whether the entries are coefficients of directions, each of a size of its own. */
    private final boolean isAlong;

    private Block(String name, NDArray array, int[] shape, Storage storage, Domain domain, boolean isAlong) {
        this.name = name;
        this.isAlong = isAlong;
        this.array = array;
        this.shape = shape;
        this.storage = storage;
        this.point = new double[Shape.size(shape)];
        for (int i = 0; i < point.length; i++) {
            point[i] = storage.read(i);
            if (!Double.isFinite(point[i]) && (domain == null || !domain.isFixed(i))) {
                throw new IllegalArgumentException(entry(i) + " must be finite: " + point[i]);
            }
        }
        this.domain = domain;
        this.rootMeanSquare = rootMeanSquare(domain == null ? point : IntStream.range(0, point.length).filter(i -> !domain.isFixed(i)).mapToDouble(this::size).toArray());
    }

    /** Free of over- and underflow, and the same in all units that are powers of two. */
    private static double rootMeanSquare(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        int exponent = largest == 0 ? 0 : Math.getExponent(largest);
        double unit = Math.scalb(1.0, -exponent);
        double squares = 0;
        for (double value : values) {
            double share = value * unit;
            squares += share * share;
        }
        return largest == 0 ? 0 : Math.scalb(Math.sqrt(squares / values.length), exponent);
    }

    /** |xᵢ|; an ulp from a bound that of the bound, for beside a bound of 0 an ulp has no size to speak of. */
    private double size(int i) {
        double x = point[i];
        double away = AT_BOUND * Math.ulp(x);
        return Math.abs(roomBelow(i) <= away ? x - roomBelow(i) : roomAbove(i) <= away ? x + roomAbove(i) : x);
    }

    /** The size of entry i: its own, or the root mean square of all if that is larger; 1 if all are 0. */
    public double scale(int i) {
        double size = isAlong ? size(i) : Math.max(size(i), rootMeanSquare);
        return size == 0 ? 1 : size;
    }

    /** The root mean square of all entries that are not fixed, at the point that is checked. */
    public double rootMeanSquare() {
        return rootMeanSquare;
    }

    /** An array that is moved in place. */
    public static Block of(String name, NDArray array) {
        Objects.requireNonNull(array, () -> "the array " + name + " is null");
        return new Block(name, array, array.shape(), Storage.of(array), null, false);
    }

    /** A plain array that is moved in place. */
    public static Block of(String name, double[] array) {
        return of(name, array, null);
    }

    /** A plain array that is moved in place, within a domain; null for anywhere. */
    static Block of(String name, double[] array, Domain domain) {
        return new Block(name, null, new int[] {array.length}, Storage.of(array, 0), domain, false);
    }

    /** The coefficients of directions: what they are says nothing of the gradient. */
    static Block along(double[] coefficients) {
        return new Block("direction", null, new int[] {coefficients.length}, Storage.of(coefficients, 0), null, true);
    }

    /** An array that is moved in place, or, if it is fixed, not at all. */
    static Block of(String name, NDArray array, boolean isFixed) {
        Objects.requireNonNull(array, () -> "the array " + name + " is null");
        Domain domain = isFixed ? Domain.everywhere(array.size()).fixed(0, array.size()) : null;
        return new Block(name, array, array.shape(), Storage.of(array), domain, false);
    }

    /** A plain array with a name and a shape that is moved in place; entries that are not finite are fixed. */
    public static Block of(Stretch stretch, double[] array) {
        int[] infinite = IntStream.range(0, array.length).filter(i -> !Double.isFinite(array[i])).toArray();
        return of(stretch, array, 0, infinite.length == 0 ? null : Domain.everywhere(array.length).fixed(infinite));
    }

    /** A stretch of a plain array, which is moved in place, within a domain; null for anywhere. */
    static Block of(Stretch stretch, double[] array, int from, Domain domain) {
        return new Block(stretch.name(), null, stretch.shape(), Storage.of(array, from), domain, false);
    }

    /** The name; "x" for a function of one array. */
    public String name() {
        return name;
    }

    /** The array that is moved, where it is one that others may move as well. */
    public Optional<NDArray> array() {
        return Optional.ofNullable(array);
    }

    /** The shape. */
    public int[] shape() {
        return shape.clone();
    }

    /** The number of entries. */
    public int size() {
        return point.length;
    }

    /** The entry at the point that is checked, wherever it is moved to at the moment. */
    public double point(int i) {
        return point[i];
    }

    /** The entry as a number that a gradient may depend on; 0 for the coefficient of a direction. */
    public double parameter(int i) {
        return isAlong ? 0 : point[i];
    }

    /** Whether entry i is never moved: it is not checked. */
    public boolean isFixed(int i) {
        return domain != null && domain.isFixed(i);
    }

    /** How many entries are not fixed. */
    public int free() {
        return domain == null ? point.length : (int) IntStream.range(0, point.length).filter(i -> !domain.isFixed(i)).count();
    }

    /** How far entry i may be moved up from the point that is checked. */
    public double roomAbove(int i) {
        return domain == null ? Double.POSITIVE_INFINITY : domain.above(i, point[i]);
    }

    /** How far entry i may be moved down. */
    public double roomBelow(int i) {
        return domain == null ? Double.POSITIVE_INFINITY : domain.below(i, point[i]);
    }

    /** Whether f may be evaluated where the entries are at the moment: none of them is outside its bounds. */
    public boolean isInside() {
        if (domain != null) {
            for (int i = 0; i < point.length; i++) {
                if (!domain.contains(i, storage.read(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Writes another value into entry i. */
    public void move(int i, double value) {
        storage.write(i, value);
    }

    /** Writes other values into the first {@code count} entries from the i-th on. */
    public void move(int i, double[] values, int count) {
        storage.write(values, 0, i, count);
    }

    /** Puts the entries {@code from} to {@code to − 1} back. */
    public void restore(int from, int to) {
        storage.write(point, from, from, to - from);
    }

    /** Puts entry i back. */
    public void restore(int i) {
        storage.write(i, point[i]);
    }

    /** The place of entry i, such as "[0, 3]"; empty for one number without axes. */
    public String index(int i) {
        return Shape.subscript(Shape.unravel(i, shape));
    }

    /** Entry i by name, such as "W[0, 3]"; "entry [0] of an input" where the name is made of words. */
    public String entry(int i) {
        return name.indexOf(' ') < 0 || shape.length == 0 ? name + index(i) : "entry " + index(i) + " of " + name;
    }

    /** The first entry that is no longer what it was, or -1. */
    public int firstChanged() {
        return storage.mismatch(point);
    }

    /** What became of entry i, in words. */
    public String change(int i) {
        return change(i, "after it");
    }

    /** What became of entry i by some moment, in words. */
    public String change(int i, String moment) {
        return entry(i) + " was " + point[i] + " and is " + storage.read(i) + " " + moment;
    }

    /**
     * Moves each entry but zeros, which are exact, to a double nearby: at the very next two, roundings often go the same way. Fixed ones stay, and
     * those that would leave their bounds go the other way, or stay.
     */
    public void jitter(SplittableRandom random) {
        for (int i = 0; i < point.length; i++) {
            int ulps = random.nextInt(1, JITTER + 1) * (random.nextBoolean() ? 1 : -1);
            if (point[i] != 0) {
                double move = ulps * Math.ulp(point[i]);
                double there = mayBe(i, point[i] + move) ? point[i] + move : point[i] - move;
                storage.write(i, mayBe(i, there) ? there : point[i]);
            }
        }
    }

    private boolean mayBe(int i, double value) {
        return domain == null || !domain.isFixed(i) && domain.contains(i, value);
    }

    /** Puts all entries back. */
    public void restoreAll() {
        restore(0, point.length);
    }
}
