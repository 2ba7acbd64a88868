package io.kyozo.runtime.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes an image start otherwise than its Dockerfile says, by instructions at the end of the stage that becomes it. */
public final class ImageStart {
    private ImageStart() {}

    /**
     * Returns {@code file} with the instructions. As in a compose file, a stated entry point drops the file's CMD.
     *
     * @param target the stage that is built, by name or number; empty for the last
     * @param entrypoint argv; empty to keep the file's ENTRYPOINT
     * @param command argv; empty to keep the file's CMD
     */
    public static Dockerfile apply(Dockerfile file, String target, List<String> entrypoint, List<String> command) {
        var lines = new ArrayList<String>();
        if (!entrypoint.isEmpty()) {
            lines.add("ENTRYPOINT " + array(entrypoint));
        }
        if (!entrypoint.isEmpty() || !command.isEmpty()) {
            lines.add("CMD " + array(command));
        }
        return lines.isEmpty() ? file : StageEnd.append(file, Map.of(), target, lines);
    }

    /** The exec form, a JSON array, in one line; what is not plain ASCII is escaped, as JSON allows for everything. */
    private static String array(List<String> argv) {
        var text = new StringBuilder("[");
        for (var word : argv) {
            text.append(text.length() > 1 ? ", \"" : "\"");
            word.chars().forEach(c -> text.append(isPlain(c) ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
            text.append('"');
        }
        return text.append(']').toString();
    }

    private static boolean isPlain(int c) {
        return c >= ' ' && c < 127 && c != '"' && c != '\\' && c != '`';
    }
}
