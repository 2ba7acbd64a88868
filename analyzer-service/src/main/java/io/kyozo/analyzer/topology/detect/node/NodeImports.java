package io.kyozo.analyzer.topology.detect.node;

import io.kyozo.analyzer.topology.FileRule;
import io.kyozo.analyzer.topology.TextFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The packages that a source file imports, each with its line.
 *
 * @param lines by the package as it is written
 */
record NodeImports(Map<String, Integer> lines) {
    static final FileRule<NodeImports> RULE = FileRule.of("node-imports", FileRule.Result.FINDINGS, NodeImports::read);

    private static final int MAX = 500;

    private static NodeImports read(TextFile file) {
        Map<String, Integer> lines = new LinkedHashMap<>();
        int number = 0;
        for (String line : file.lines()) {
            number++;
            for (String begin : new String[] {" from ", "require(", "import "}) {
                int at = line.indexOf(begin);
                String name = at < 0 ? "" : quoted(line.substring(at + begin.length()));
                if (!name.isEmpty() && !name.startsWith(".") && lines.size() < MAX) {
                    lines.putIfAbsent(name, number);
                }
            }
        }
        return new NodeImports(Collections.unmodifiableMap(lines));
    }

    private static String quoted(String rest) {
        String text = rest.strip();
        char quote = text.isEmpty() ? ' ' : text.charAt(0);
        int end = quote == '\'' || quote == '"' ? text.indexOf(quote, 1) : -1;
        return end < 0 ? "" : text.substring(1, end);
    }
}
