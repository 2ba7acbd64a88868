package io.kyozo.analyzer.topology.detect.python;

import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.ToolVersions;
import io.kyozo.analyzer.topology.parse.DataFiles;
import io.kyozo.analyzer.topology.parse.Numbers;
import java.util.List;

/** Which Python a project wants, as {@code 3.11}; the default where nothing says. */
final class PythonVersion {
    static final String DEFAULT = "3.11";
    private static final List<Integer> OFFERED = List.of(11, 12, 13, 14, 10, 9, 8);

    private PythonVersion() {}

    static String of(PythonProject project, ServiceDraft draft) {
        for (String file : List.of(".python-version", "runtime.txt")) {
            String stated = ToolVersions.file(project.folder(), project.file(file));
            if (!stated.isEmpty()) {
                draft.shows(project.file(file), 1, 0.05, "wants Python " + stated);
                return minor(stated);
            }
        }
        String above = ToolVersions.nearest(project.folder(), project.dir(), ".python-version");
        if (!above.isEmpty()) {
            return minor(above);
        }
        String tool = ToolVersions.of(project.folder(), project.dir(), "python");
        if (!tool.isEmpty()) {
            return minor(tool);
        }
        String range = project.toml().path("project").path("requires-python").asText("");
        if (range.isEmpty()) {
            range = project.toml()
                    .path("tool")
                    .path("poetry")
                    .path("dependencies")
                    .path("python")
                    .asText("");
        }
        if (range.isEmpty()) {
            range = DataFiles.toml(project.folder(), project.file("Pipfile"))
                    .path("requires")
                    .path("python_version")
                    .asText("");
        }
        return range.isEmpty() ? DEFAULT : satisfying(range);
    }

    private static String minor(String stated) {
        int three = stated.indexOf("3.");
        int number = three < 0 ? -1 : Numbers.leading(stated.substring(three + 2));
        return number < 0 ? DEFAULT : "3." + number;
    }

    /** The preferred minor that meets the range, clause by clause: what a clause does not rule out, it allows. */
    private static String satisfying(String range) {
        for (int candidate : OFFERED) {
            if (List.of(range.split(",", 20)).stream().allMatch(clause -> allows(clause.strip(), candidate))) {
                return "3." + candidate;
            }
        }
        return minor(range);
    }

    private static boolean allows(String clause, int candidate) {
        int three = clause.indexOf("3.");
        int number = three < 0 ? -1 : Numbers.leading(clause.substring(three + 2));
        if (number < 0) {
            return true;
        }
        if (clause.startsWith(">=") || clause.startsWith("^") || clause.startsWith("~=")) {
            return candidate >= number;
        }
        if (clause.startsWith(">")) {
            return candidate > number;
        }
        if (clause.startsWith("<=")) {
            return candidate <= number;
        }
        return clause.startsWith("<")
                ? candidate < number
                : clause.startsWith("!=") ? candidate != number : candidate == number;
    }
}
