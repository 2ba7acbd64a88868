package io.kyozo.jobs.bench;

import io.kyozo.jobs.store.JobDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What this process and the database server have used of the processors, in microseconds, as Linux counts it. On a busy
 * machine it tells more than the clock does.
 */
final class CpuTime {
    private static final long MICROS_PER_TICK = 10_000;

    private final long server;
    private final long ownBefore;
    private final long databaseBefore;

    /** {@code server} is the process id of the database server's first process. */
    private CpuTime(long server) {
        this.server = server;
        this.ownBefore = own();
        this.databaseBefore = database();
    }

    /** Says what was used since this was made. */
    void report(String who, int jobs) {
        System.out.printf(
                Locale.ROOT,
                "processor time a job, %s: %.1f us here, %.1f us in the database%n",
                who,
                (double) (own() - ownBefore) / jobs,
                (double) (database() - databaseBefore) / jobs);
    }

    /** Of the server that {@code database} is on. */
    static CpuTime of(JobDatabase database) {
        int backend = KyozoContestant.get(
                        database.pool().query("select pg_backend_pid()").execute())
                .iterator()
                .next()
                .getInteger(0);
        String parent =
                fields(Path.of("/proc", Integer.toString(backend), "stat")).get(1);
        return new CpuTime(Long.parseLong(parent));
    }

    private static long own() {
        return ticks(ProcessHandle.current().pid(), false) * MICROS_PER_TICK;
    }

    /** By what runs in the server, and by what has ended. */
    private long database() {
        try (Stream<ProcessHandle> all = ProcessHandle.of(server).orElseThrow().descendants()) {
            return (ticks(server, true)
                            + all.mapToLong(one -> ticks(one.pid(), true)).sum())
                    * MICROS_PER_TICK;
        }
    }

    private static long ticks(long process, boolean withEnded) {
        List<String> fields = fields(Path.of("/proc", Long.toString(process), "stat"));
        if (fields.isEmpty()) {
            return 0;
        }
        long ticks = Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
        return withEnded ? ticks + Long.parseLong(fields.get(13)) + Long.parseLong(fields.get(14)) : ticks;
    }

    /** From the third on: the second, the name, may hold blanks. */
    private static List<String> fields(Path stat) {
        try {
            String text = Files.readString(stat);
            return List.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
        } catch (java.nio.file.NoSuchFileException ended) {
            return List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
