package io.kyozo.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process as {@code /proc/PID/stat} tells it, see proc(5).
 *
 * @param pid its id
 * @param state {@code R}, {@code S}, {@code D}, {@code Z} …
 * @param session id of its session, which is the pid of the session's leader
 * @param cpuTicks of its own and of those of its children that it waited for
 * @param threads that it has
 * @param startTicks when it was started, in clock ticks since the host's start
 */
record ProcStat(long pid, char state, long session, long cpuTicks, int threads, long startTicks) {
    private static final Path PROC = Path.of("/proc");

    static Optional<ProcStat> of(long pid) {
        try {
            return Optional.of(
                    parse(Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"))));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** All processes that can be seen. */
    static List<ProcStat> all() throws IOException {
        var found = new ArrayList<ProcStat>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : entries) {
                of(Long.parseLong(entry.getFileName().toString())).ifPresent(found::add);
            }
        }
        return found;
    }

    boolean runs() {
        return state != 'Z' && state != 'X';
    }

    /** The name, in parentheses, may hold anything: fields are counted from the last one. */
    static ProcStat parse(String line) {
        var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        var ticks = number(fields[11]) + number(fields[12]) + number(fields[13]) + number(fields[14]);
        return new ProcStat(
                number(line.substring(0, line.indexOf(' '))),
                fields[0].charAt(0),
                number(fields[3]),
                ticks,
                (int) number(fields[17]),
                number(fields[19]));
    }

    private static long number(String text) {
        return Long.parseLong(text.strip());
    }
}
