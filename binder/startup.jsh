import java.util.function.*;
import java.util.stream.*;
import io.github.gradcheck.ndarray.*;
import io.github.gradcheck.numeric.*;
import io.github.gradcheck.nets.*;
import io.github.gradcheck.notebook.*;
import tech.tablesaw.api.*;
import org.knowm.xchart.*;
