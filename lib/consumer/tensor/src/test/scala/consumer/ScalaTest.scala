package consumer

import io.github.gradcheck.autograd.{Gradcheck, Tensor}
import io.github.gradcheck.check.{GradientCheck, Tolerance}
import io.github.gradcheck.ndarray.NDArray
import io.github.gradcheck.numeric.NumericalGradient
import java.util.Map as JMap
import org.junit.jupiter.api.Test
import scala.math.{cos, sin}

/** Each overload that takes lambdas, called from Scala, which wants the type of x where a function of one tensor could be one of several. */
class ScalaTest:
  private val w = NDArray.of(Array(1.0, -2.0, 3.0), 3)
  private val t = Tensor.of(w).requiresGrad(true)

  @Test
  def functionsOfArrays(): Unit =
    GradientCheck.of(x => x(0) * x(0) * x(1), x => Array(2 * x(0) * x(1), x(0) * x(0))).at(1.5, -2).orThrow()
    GradientCheck.ofVector(x => Array(sin(x(0))), (x, u) => Array(u(0) * cos(x(0)))).at(0.5).orThrow()
    GradientCheck.ofParameters(JMap.of("w", w), () => w.multiply(w).sum(), () => JMap.of("w", w.multiply(2))).run().orThrow()
    NumericalGradient.of(x => x.multiply(x).sum(), w)

  @Test
  def functionsOfTensors(): Unit =
    Gradcheck.gradcheck((x: Tensor) => x.sigmoid(), t)
    Gradcheck.gradcheck((x: Tensor) => x.sigmoid(), t, Tolerance.TORCH)
    Gradcheck.gradcheck((x: Array[Tensor]) => x(0).multiply(x(1)), t, Tensor.of(w.copy()).requiresGrad(true))
    Gradcheck.gradcheckAll(x => Array(x(0).exp(), x(0).sin()), Array(t))
