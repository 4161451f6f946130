package io.github.gradcheck.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.gradcheck.execution.ArrayLock.Outcome;
import io.github.gradcheck.ndarray.NDArray;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is done once more when another thread moved arrays meanwhile. */
@Timeout(60)
class ArrayLockTest {
    private final NDArray mine = NDArray.of(new double[] {1, 2}, 2);
    private final NDArray theirs = NDArray.of(new double[] {3, 4}, 2);

    private final AtomicInteger tries = new AtomicInteger();
    private final CountDownLatch otherMoves = new CountDownLatch(1);
    private final CountDownLatch otherMayEnd = new CountDownLatch(1);
    private final AtomicBoolean otherHasMoved = new AtomicBoolean();
    private CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);

    /** Another thread that moves an array of its own until it may end. */
    private void other() throws InterruptedException {
        ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            ArrayLock.during(List.of(theirs), () -> {
                otherMoves.countDown();
                await(otherMayEnd);
                otherHasMoved.set(true);
                return null;
            });
            ended.complete(null);
        }, "the other check");
        thread.setDaemon(true);
        thread.start();
        otherMoves.await();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void letTheOtherEnd() throws Exception {
        Thread.interrupted();
        otherMayEnd.countDown();
        ended.get();
    }

    /** How many tries there were; at the end of the first the other may end. */
    private int oneMore() {
        otherMayEnd.countDown();
        return tries.incrementAndGet();
    }

    @Test
    void aDoubtfulOutcomeWithoutCompanyStands() {
        assertThat(ArrayLock.settle(this::oneMore, value -> false)).isEqualTo(new Outcome<>(1, false, true));
    }

    @Test
    void whatTheTaskItselfMovesIsNoCompany() {
        assertThat(ArrayLock.settle(() -> ArrayLock.during(List.of(mine), this::oneMore), value -> false)).isEqualTo(new Outcome<>(1, false, true));
    }

    @Test
    void anOutcomeInCompanyThatLeavesNoDoubtStands() throws Exception {
        other();
        assertThat(ArrayLock.settle(tries::incrementAndGet, value -> true)).isEqualTo(new Outcome<>(1, false, true));
    }

    @Test
    void aDoubtfulOutcomeInCompanyIsTriedAgainAfterTheOtherHasEnded() throws Exception {
        other();
        Outcome<Integer> outcome = ArrayLock.settle(() -> ArrayLock.during(List.of(mine), () -> {
            assertThat(tries.get() == 0 || otherHasMoved.get()).isTrue();
            return oneMore();
        }), value -> false);
        assertThat(outcome).isEqualTo(new Outcome<>(2, true, true));
    }

    @Test
    void companyThatCameAndWentMeanwhileCountsAsWell() {
        Outcome<Integer> outcome = ArrayLock.settle(() -> {
            if (tries.get() == 0) {
                Thread visitor = new Thread(() -> ArrayLock.during(List.of(theirs), () -> null));
                visitor.start();
                join(visitor);
            }
            return oneMore();
        }, value -> false);
        assertThat(outcome).isEqualTo(new Outcome<>(2, true, true));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anExceptionInCompanyIsTriedAgainAndWithoutItPassesThrough() throws Exception {
        Supplier<Integer> failsAtFirst = () -> {
            if (oneMore() == 1) {
                throw new ArithmeticException("not finite");
            }
            return 7;
        };
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> ArrayLock.settle(failsAtFirst, value -> true));
        tries.set(0);
        ArrayLockTest another = new ArrayLockTest();
        another.other();
        assertThat(ArrayLock.settle(() -> {
            another.otherMayEnd.countDown();
            return failsAtFirst.get();
        }, value -> true).value()).isEqualTo(7);
    }

    @Test
    void anArrayThatIsHeldElsewhereIsRefusedAtOnce() throws Exception {
        other();
        assertThatIllegalStateException().isThrownBy(() -> ArrayLock.settle(() -> ArrayLock.during(List.of(theirs), this::oneMore), value -> false))
                .withMessageContaining("is being checked at this moment by the thread the other check");
        assertThat(tries).hasValue(0);
    }

    @Test
    void whoWaitsTooLongGoesOnAndSaysSo() throws Exception {
        other();
        assertThat(ArrayLock.settle(tries::incrementAndGet, value -> false, 0)).isEqualTo(new Outcome<>(2, true, false));
    }

    @Test
    void whoWaitsCanBeInterrupted() throws Exception {
        other();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> ArrayLock.settle(() -> {
            Thread.currentThread().interrupt();
            return tries.incrementAndGet();
        }, value -> false));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptedThreadThatNeedNotWaitHoldsItsArrays() {
        Thread.currentThread().interrupt();
        assertThat(ArrayLock.during(List.of(mine), this::oneMore)).isEqualTo(1);
    }

    @Test
    void whoHoldsArraysLeavesItToTheTaskAround() throws Exception {
        other();
        AtomicInteger inner = new AtomicInteger();
        Outcome<Integer> outcome = ArrayLock.settle(() -> ArrayLock.during(List.of(mine), () -> {
            assertThat(ArrayLock.settle(inner::incrementAndGet, value -> false).again()).isFalse();
            return oneMore();
        }), value -> value == 2);
        assertThat(outcome).isEqualTo(new Outcome<>(2, true, true));
        assertThat(inner).hasValue(2);
    }

    @Test
    void twoThatDoubtEachOtherTakeTurns() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        AtomicInteger inTheirTurn = new AtomicInteger();
        List<CompletableFuture<Outcome<Boolean>>> both = List.of(mine, theirs).stream().map(array -> CompletableFuture.supplyAsync(() -> {
            AtomicInteger own = new AtomicInteger();
            return ArrayLock.settle(() -> ArrayLock.during(List.of(array), () -> {
                if (own.incrementAndGet() == 1) {
                    meet(together);
                    return false;
                }
                boolean alone = inTheirTurn.incrementAndGet() == 1;
                Thread.yield();
                inTheirTurn.decrementAndGet();
                return alone;
            }), alone -> alone);
        }, task -> new Thread(task).start())).toList();
        for (CompletableFuture<Outcome<Boolean>> each : both) {
            assertThat(each.get()).isEqualTo(new Outcome<>(true, true, true));
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
