package io.github.gradcheck.notebook.chart;

/** Text made safe to stand in HTML. */
public final class Html {
    private Html() {
    }

    /** Without the four characters that HTML reads as its own. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
