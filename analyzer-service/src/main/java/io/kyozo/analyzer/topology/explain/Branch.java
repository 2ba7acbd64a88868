package io.kyozo.analyzer.topology.explain;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;

/** A line of a tree, with the lines that hang on it. */
final class Branch {
    private final String text;
    private final List<Branch> below = new ArrayList<>();

    Branch(String text) {
        this.text = text;
    }

    /** Hangs a line on this one; answers the new line. */
    @CanIgnoreReturnValue
    Branch add(String line) {
        Branch branch = new Branch(line);
        below.add(branch);
        return branch;
    }

    /** This line and the tree below it. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(text);
        draw("", lines);
        return lines;
    }

    private void draw(String indent, List<String> lines) {
        for (int i = 0; i < below.size(); i++) {
            boolean last = i == below.size() - 1;
            Branch branch = below.get(i);
            lines.add(indent + (last ? "└─ " : "├─ ") + branch.text);
            branch.draw(indent + (last ? "   " : "│  "), lines);
        }
    }
}
