package io.github.gradcheck.web.ndarray;

import org.teavm.jso.JSBody;

/** The numbers of {@code ndarray}'s PythonNumber, made from those of JavaScript, which have the same fewest digits. */
public final class PythonNumber {
    private PythonNumber() {
    }

    /** The text, such as 1e-05, 0.1 or inf. */
    @JSBody(params = "value", script = """
            if (value !== value) return 'nan';
            if (value === 1 / 0) return 'inf';
            if (value === -1 / 0) return '-inf';
            if (value === 0) return 1 / value > 0 ? '0.0' : '-0.0';
            var parts = value.toExponential().split('e');
            var exponent = parseInt(parts[1], 10);
            if (exponent < -4 || exponent >= 16) {
                var size = Math.abs(exponent);
                return parts[0] + 'e' + (exponent < 0 ? '-' : '+') + (size < 10 ? '0' : '') + size;
            }
            var sign = value < 0 ? '-' : '';
            var digits = parts[0].replace('.', '').replace('-', '');
            if (exponent < 0) return sign + '0.' + '0'.repeat(-exponent - 1) + digits;
            var whole = digits.slice(0, exponent + 1);
            return sign + whole + '0'.repeat(exponent + 1 - whole.length) + '.' + (digits.slice(exponent + 1) || '0');""")
    public static native String repr(double value);
}
