package io.kyozo.jobs.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * A peer in a process of its own. It is told what to measure by its arguments, where the servers are by its environment,
 * and answers with a line {@code result <figures>}; no line means that it can't.
 */
record ProcessContestant(String name, List<String> command, Path folder, Map<String, String> environment)
        implements Contestant {
    private static final int PATIENCE_MINUTES = 10;

    @Override
    public OptionalDouble throughput(int jobs) {
        return figure("throughput", jobs);
    }

    @Override
    public OptionalDouble enqueueSingly(int jobs) {
        return figure("enqueue-singly", jobs);
    }

    @Override
    public OptionalDouble enqueueBatches(int jobs) {
        return figure("enqueue-batches", jobs);
    }

    @Override
    public Latency latency(int perSecond, int seconds) {
        double[] figures = run("latency", perSecond, seconds);
        return figures.length < 2 ? Latency.NONE : new Latency(figures[0], Double.NaN, figures[1]);
    }

    private OptionalDouble figure(String what, int jobs) {
        double[] figures = run(what, jobs);
        return figures.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(figures[0]);
    }

    private double[] run(String what, int... how) {
        List<String> all = new ArrayList<>(command);
        all.add(what);
        Arrays.stream(how).mapToObj(Integer::toString).forEach(all::add);
        ProcessBuilder builder =
                new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            List<String> lines = process.inputReader().lines().toList();
            boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
            return result(lines, ended);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(name + " could not be measured", failure);
        }
    }

    private double[] result(List<String> lines, boolean ended) {
        String last = lines.stream()
                .filter(line -> line.startsWith("result "))
                .reduce((first, second) -> second)
                .orElse("");
        if (last.isEmpty() || !ended) {
            System.err.println(
                    name + " gave no result: " + lines.subList(Math.max(0, lines.size() - 12), lines.size()));
            return new double[0];
        }
        return Arrays.stream(last.substring("result ".length()).trim().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
