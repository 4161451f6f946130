package io.github.gradcheck.tie;

import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.numeric.Derivative;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The entries of all parameters that may take part in a tie, with their measured and their claimed slopes.
 *
 * <p>Those with a kink of their own; those that disagree, for others may have to move first; those that do not move f by a bit, for several
 * may move it together; and beside a kink, in a small problem, all others too.
 *
 * @param coordinates the entries
 * @param slopes [output][entry]
 * @param claims [output][entry]
 * @param isSought whether an output can have a tie: it has a kink, or an entry that does not move it
 *     beside another such one or one that disagrees
 */
record TieCandidates(List<Coordinate> coordinates, Derivative[][] slopes, Claim[][] claims, boolean[] isSought) {
    /** To let all entries take part costs little in small problems; in large ones their errors add up. */
    private static final int SMALL = 64;

    static TieCandidates of(List<? extends EntryDerivatives> arrays) {
        int outputs = arrays.get(0).numeric().length;
        boolean[] isSought = new boolean[outputs];
        boolean isAny = false;
        for (int r = 0; r < outputs; r++) {
            int output = r;
            long flat = countFlat(arrays, r);
            isSought[r] = flat > 1 || arrays.stream().anyMatch(one -> hasKink(one, output))
                    || flat == 1 && arrays.stream().anyMatch(one -> disagrees(one, output));
            isAny |= isSought[r];
        }
        List<Coordinate> coordinates = isAny ? coordinates(arrays, isSought) : List.of();
        Derivative[][] slopes = new Derivative[outputs][coordinates.size()];
        Claim[][] claims = new Claim[outputs][coordinates.size()];
        for (int r = 0; r < outputs; r++) {
            for (int k = 0; k < coordinates.size(); k++) {
                Coordinate entry = coordinates.get(k);
                slopes[r][k] = arrays.get(entry.b()).numeric()[r][entry.i()];
                claims[r][k] = arrays.get(entry.b()).claim(r, entry.i());
            }
        }
        return new TieCandidates(coordinates, slopes, claims, isSought);
    }

    private static long countFlat(List<? extends EntryDerivatives> arrays, int r) {
        return arrays.stream().mapToLong(one -> measured(one, r).filter(TieCandidates::isFlat).count()).sum();
    }

    private static Stream<Derivative> measured(EntryDerivatives array, int r) {
        return Arrays.stream(array.numeric()[r]).filter(Objects::nonNull);
    }

    private static boolean hasKink(EntryDerivatives array, int r) {
        return measured(array, r).anyMatch(TieCandidates::isKink);
    }

    private static boolean disagrees(EntryDerivatives array, int r) {
        return IntStream.range(0, array.block().size()).anyMatch(i -> disagrees(array, r, i));
    }

    private static boolean disagrees(EntryDerivatives array, int r, int i) {
        return array.numeric()[r][i] != null && array.claim(r, i).answer(array.numeric()[r][i]) == Claim.Answer.DISAGREES;
    }

    private static boolean isKink(Derivative slope) {
        return slope.kind() == Derivative.Kind.KINK;
    }

    static boolean isFlat(Derivative slope) {
        return slope.limit() == Derivative.Limit.FLAT || slope.limit() == Derivative.Limit.CONSTANT;
    }

    private static List<Coordinate> coordinates(List<? extends EntryDerivatives> arrays, boolean[] isSought) {
        long all = arrays.stream().mapToLong(one -> one.block().size()).sum();
        List<Coordinate> coordinates = new ArrayList<>();
        for (int b = 0; b < arrays.size(); b++) {
            EntryDerivatives array = arrays.get(b);
            for (int i = 0; i < array.block().size(); i++) {
                if (isDecided(array, i, isSought) && (all <= SMALL || isSuspect(array, i, isSought))) {
                    coordinates.add(new Coordinate(b, array.block(), i));
                }
            }
        }
        return coordinates;
    }

    private static boolean isDecided(EntryDerivatives array, int i, boolean[] isSought) {
        for (int r = 0; r < isSought.length; r++) {
            boolean isDefined = array.numeric()[r][i] != null && array.numeric()[r][i].kind() != Derivative.Kind.UNDEFINED;
            if (!isDefined || isSought[r] && !Double.isFinite(array.claim(r, i).value())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSuspect(EntryDerivatives array, int i, boolean[] isSought) {
        for (int r = 0; r < isSought.length; r++) {
            Derivative slope = array.numeric()[r][i];
            if (isSought[r] && (isKink(slope) || isFlat(slope) || disagrees(array, r, i))) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return coordinates.size();
    }

    /** The jump of the slope of entry k in output r; 0 where it has no kink. */
    double jump(int r, int k) {
        return isKink(slopes[r][k]) ? Math.abs(slopes[r][k].right() - slopes[r][k].left()) : 0;
    }

    /** What f rises over the size of entry k as output r has it, or as it is claimed. */
    double rise(int r, int k) {
        return coordinates.get(k).scale() * Math.max(Math.abs(slopes[r][k].value()), Math.abs(claims[r][k].value()));
    }

    /** Whether what is claimed of an entry in output r disagrees with its own slope. */
    boolean disagree(int r) {
        for (int k = 0; k < size(); k++) {
            if (claims[r][k].answer(slopes[r][k]) == Claim.Answer.DISAGREES) {
                return true;
            }
        }
        return false;
    }

    boolean hasKink(int r) {
        for (int k = 0; k < size(); k++) {
            if (jump(r, k) > 0) {
                return true;
            }
        }
        return false;
    }

    /** The scales for some of the entries in one output. */
    SamplingScales scales(int r, int[] which, double fx) {
        double[] jumps = new double[which.length];
        double spacing = (float) fx == fx ? Math.ulp((float) fx) : Math.ulp(fx);
        double grain = 0;
        double otherwise = 0;
        for (int k = 0; k < which.length; k++) {
            jumps[k] = jump(r, which[k]);
            grain = Math.max(grain, isFlat(slopes[r][which[k]]) ? 0 : slopes[r][which[k]].grain());
            otherwise = Math.max(otherwise, rise(r, which[k]));
        }
        otherwise = otherwise > 0 ? otherwise : fx != 0 ? Math.abs(fx) : 1;
        return SamplingScales.of(which(which), jumps, grain > 0 ? grain : spacing, otherwise);
    }

    List<Coordinate> which(int[] which) {
        return Arrays.stream(which).mapToObj(coordinates::get).toList();
    }
}
