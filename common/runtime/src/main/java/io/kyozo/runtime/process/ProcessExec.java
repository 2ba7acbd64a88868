package io.kyozo.runtime.process;

import io.kyozo.runtime.ExecResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Commands run beside a container's processes: in its folder, with its environment. */
final class ProcessExec {
    private static final int MAX_OUTPUT = 64 * 1024;

    private final LaunchPlan plan;

    ProcessExec(LaunchPlan plan) {
        this.plan = plan;
    }

    ExecResult run(ContainerRecord container, List<String> argv, Duration timeout)
            throws IOException, InterruptedException {
        Tools.require(argv);
        var output = new StringBuffer();
        var command = new CommandLine(argv, Path.of(container.folder()), plan.environment(container));
        var code = command.run(timeout, line -> append(output, line));
        return new ExecResult(code, output.toString());
    }

    private static void append(StringBuffer output, String line) {
        var left = MAX_OUTPUT - output.length();
        output.append(line, 0, Math.max(0, Math.min(left - 1, line.length())));
        if (left > 0) {
            output.append('\n');
        }
    }
}
