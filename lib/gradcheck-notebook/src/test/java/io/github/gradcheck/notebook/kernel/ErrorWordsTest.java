package io.github.gradcheck.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorWordsTest {
    @Test
    void aMessageOfMegabytesIsCutAndSaysHowMuchIsLeftOut() {
        assertThat(ErrorWords.words("java.lang.Error", "y".repeat(5_000_000))).hasSizeLessThan(ErrorWords.SHOWN + 100)
                .endsWith("y" + System.lineSeparator() + "… (4,980,000 characters are left out here)");
        assertThat(ErrorWords.words("java.lang.Error", "y".repeat(ErrorWords.SHOWN))).hasSize(ErrorWords.SHOWN);
        assertThat(ErrorWords.words("java.lang.Error", null)).isNull();
    }

    @Test
    void aWindowThatCannotBeOpenedSaysWhatToWriteInstead() {
        assertThat(ErrorWords.words("java.awt.HeadlessException", "null")).contains("write the chart or the picture itself as the cell's last line");
    }
}
