package io.kyozo.runtime.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * All processes that came of one: those of its session, and those that left the session but still carry its mark in
 * their environment. Parenthood is no guide: who loses its parent is given another.
 */
final class ProcessTree {
    /** Variable that marks every process of a container or build. */
    static final String MARK = "KYOZO_PROCESS";

    private static final int ROUNDS = 20;

    private final long session;
    private final String mark;

    ProcessTree(long session, String mark) {
        this.session = session;
        this.mark = mark;
    }

    /** Those in the session; cheap. */
    List<ProcStat> members() throws IOException {
        return ProcStat.all().stream()
                .filter(process -> process.session() == session && process.runs())
                .toList();
    }

    /** Kills all but {@code spared}, again until none is left: some may fork while others are killed. */
    void kill(long spared) throws IOException {
        kill(process -> process.pid() != spared && (process.session() == session || isMarked(process.pid())));
    }

    /** Kills those that carry the mark: safe where the session may be another's by now. */
    void killMarked() throws IOException {
        kill(process -> isMarked(process.pid()));
    }

    private static void kill(Predicate<ProcStat> chosen) throws IOException {
        for (var round = 0; round < ROUNDS; round++) {
            var left = living(chosen);
            if (left.isEmpty()) {
                return;
            }
            left.forEach(ProcessHandle::destroyForcibly);
            left.forEach(ProcessTree::awaitEnd);
        }
        throw new IOException("Some processes can't be killed: " + living(chosen));
    }

    private static List<ProcessHandle> living(Predicate<ProcStat> chosen) throws IOException {
        return ProcStat.all().stream()
                .filter(process -> process.runs()
                        && process.pid() != ProcessHandle.current().pid())
                .filter(chosen)
                .flatMap(process -> ProcessHandle.of(process.pid()).stream())
                .toList();
    }

    private boolean isMarked(long pid) {
        try {
            var environment = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            return ("\0" + new String(environment, StandardCharsets.ISO_8859_1))
                    .contains("\0" + MARK + "=" + mark + "\0");
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stillThere) {
            // The next round looks again.
            return;
        }
    }
}
