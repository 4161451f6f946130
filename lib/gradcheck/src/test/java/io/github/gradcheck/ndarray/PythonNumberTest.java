package io.github.gradcheck.ndarray;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonNumberTest {
    /** The right-hand sides are what Python's repr prints; 2e-323 and 2.0e-3 are where older JDKs print more digits. */
    @ParameterizedTest
    @CsvSource({"9.999999999621423,9.999999999621423", "1e-5,1e-05", "1e16,1e+16", "1e15,1000000000000000.0", "0.0001,0.0001",
        "-0.0,-0.0", "0,0.0", "2.0,2.0", "-1.5e-7,-1.5e-07", "2e23,2e+23", "4.9e-324,5e-324", "1.7976931348623157e308,"
            + "1.7976931348623157e+308", "NaN,nan", "-Infinity,-inf", "123456789.125,123456789.125", "1e100,1e+100"})
    void isTheTextPythonPrints(double value, String text) {
        assertThat(PythonNumber.repr(value)).isEqualTo(text);
    }
}
