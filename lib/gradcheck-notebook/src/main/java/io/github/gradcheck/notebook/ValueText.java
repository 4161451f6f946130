package io.github.gradcheck.notebook;

import java.awt.Component;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A value as a cell's last line shows it: arrays by type, size and elements, what is long by its beginning, its end and its size. */
final class ValueText {
    /** As many characters as a cell may print. */
    static final int SHOWN = 500_000;
    private static final int WHOLE = 30;
    private static final int FIRST = 10;
    private static final int LAST = 3;
    /** Matrices of lists of records are rarely deeper, and what contains itself has no end. */
    private static final int DEEPEST = 5;

    private ValueText() {
    }

    /** Never throws: what a value's own toString throws is said. */
    static String of(Object value) {
        return cut(text(value, 0));
    }

    /** The beginning of a text that is longer than a page can show, and how much is left out. */
    static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN)
                + String.format(Locale.ROOT, "%n… (%,d of %,d characters are left out here)", text.length() - SHOWN, text.length());
    }

    private static String text(Object value, int depth) {
        if (depth > DEEPEST) {
            return "…";
        }
        try {
            if (value != null && value.getClass().isArray()) {
                return array(value, depth);
            }
            if (value instanceof Collection<?> collection) {
                return shortened(collection.iterator(), collection.size(), "[", "]", depth);
            }
            if (value instanceof Map<?, ?> map) {
                return shortened(map.entrySet().iterator(), map.size(), "{", "}", depth);
            }
            if (value instanceof Map.Entry<?, ?> entry) {
                return text(entry.getKey(), depth) + "=" + text(entry.getValue(), depth + 1);
            }
            if (value instanceof Record) {
                return record((Record) value, depth);
            }
            return isWindow(value) ? "A " + value.getClass().getSimpleName() + " is for a window, and a notebook opens none: "
                    + "write the chart or the picture itself as the cell's last line." : String.valueOf(value);
        } catch (RuntimeException | ReflectiveOperationException | StackOverflowError e) {
            return "A " + value.getClass().getSimpleName() + ", which cannot be shown: its toString() throws " + e + ".";
        }
    }

    /** Swing and AWT, and JavaFX, which the library does not know. */
    private static boolean isWindow(Object value) {
        return value instanceof Component || value != null && value.getClass().getName().startsWith("javafx.");
    }

    /** As in {@code double[2][3] {{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}}}. */
    private static String array(Object array, int depth) {
        StringBuilder extents = new StringBuilder();
        Class<?> element = array.getClass();
        for (Object inner = array; element.isArray(); element = element.getComponentType()) {
            extents.append('[').append(inner == null ? "" : Array.getLength(inner)).append(']');
            inner = inner != null && Array.getLength(inner) > 0 && element.getComponentType().isArray() ? Array.get(inner, 0) : null;
        }
        return element.getSimpleName() + extents + " " + elements(array, depth);
    }

    private static String elements(Object array, int depth) {
        int size = Array.getLength(array);
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (size <= WHOLE || i < FIRST || i >= size - LAST) {
                Object each = Array.get(array, i);
                boolean isRow = each != null && array.getClass().getComponentType().isArray();
                shown.add(isRow && depth < DEEPEST ? elements(each, depth + 1) : text(each, depth + 1));
            } else if (i == FIRST) {
                shown.add("…");
            }
        }
        return "{" + String.join(", ", shown) + "}";
    }

    private static String shortened(Iterator<?> elements, int size, String open, String close, int depth) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; elements.hasNext(); i++) {
            Object each = elements.next();
            if (size <= WHOLE || i < FIRST || i >= size - LAST) {
                shown.add(text(each, depth + 1));
            } else if (i == FIRST) {
                shown.add("…");
            }
        }
        return open + String.join(", ", shown) + close + (size <= WHOLE ? "" : String.format(Locale.ROOT, " (%,d elements)", size));
    }

    /** What a record writes of itself, with arrays and collections as here; its own toString wins. */
    private static String record(Record record, int depth) throws ReflectiveOperationException {
        List<String> usual = new ArrayList<>();
        List<String> ours = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            Object value = component.getAccessor().invoke(record);
            usual.add(component.getName() + "=" + value);
            ours.add(component.getName() + "=" + text(value, depth + 1));
        }
        String own = record.toString();
        String name = record.getClass().getSimpleName();
        return own.equals(list(name, usual)) ? list(name, ours) : own;
    }

    private static String list(String name, List<String> components) {
        return name + "[" + String.join(", ", components) + "]";
    }
}
