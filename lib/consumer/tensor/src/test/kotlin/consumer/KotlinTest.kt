package consumer

import io.github.gradcheck.autograd.Gradcheck
import io.github.gradcheck.autograd.Tensor
import io.github.gradcheck.check.GradientCheck
import io.github.gradcheck.check.Tolerance
import io.github.gradcheck.ndarray.NDArray
import io.github.gradcheck.numeric.NumericalGradient
import kotlin.math.cos
import kotlin.math.sin
import org.junit.jupiter.api.Test

/** Each overload that takes lambdas, called from Kotlin, which wants the type of x where a function of one tensor could be one of several. */
class KotlinTest {
    private val w = NDArray.of(doubleArrayOf(1.0, -2.0, 3.0), 3)
    private val t = Tensor.of(w).requiresGrad(true)

    @Test
    fun functionsOfArrays() {
        GradientCheck.of({ x -> x[0] * x[0] * x[1] }, { x -> doubleArrayOf(2 * x[0] * x[1], x[0] * x[0]) }).at(1.5, -2.0).orThrow()
        GradientCheck.ofVector({ x -> doubleArrayOf(sin(x[0])) }, { x, u -> doubleArrayOf(u[0] * cos(x[0])) }).at(0.5).orThrow()
        GradientCheck.ofParameters(mapOf("w" to w), { w.multiply(w).sum() }, { mapOf("w" to w.multiply(2.0)) }).run().orThrow()
        NumericalGradient.of({ x -> x.multiply(x).sum() }, w)
    }

    @Test
    fun functionsOfTensors() {
        Gradcheck.gradcheck({ x: Tensor -> x.sigmoid() }, t)
        Gradcheck.gradcheck({ x -> x.sigmoid() }, t, Tolerance.TORCH)
        Gradcheck.gradcheck({ x: Array<Tensor> -> x[0].multiply(x[1]) }, t, Tensor.of(w.copy()).requiresGrad(true))
        Gradcheck.gradcheckAll({ x -> arrayOf(x[0].exp(), x[0].sin()) }, arrayOf(t))
    }
}
