package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelIT {
    private static final String ASK = String.join("\n",
            "import sys",
            "from jupyter_client.manager import start_new_kernel",
            "manager, client = start_new_kernel(kernel_name=sys.argv[1])",
            "client.kernel_info()",
            "info = client.get_shell_msg(timeout=30)['content']",
            "print(info['banner'])",
            "manager.shutdown_kernel()");

    /**
     * Both packages call themselves "java", and whichever is installed last would win. What a kernel says of its own loops would
     * stand between the lines of nbgrader and of binder/lab.
     */
    @ParameterizedTest
    @CsvSource({"java, IJava kernel 1.3.0", "jjava, JJava 1.0-a8"})
    void eachNameStartsItsOwnKernelOnThisJdkAndQuietly(String kernel, String implementation) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Course.python().toString(), "-c", ASK, kernel).redirectErrorStream(true).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        assertThat(answer).doesNotContainIgnoringCase("loop").startsWith("Java " + Runtime.version() + " :: " + implementation);
    }
}
