package io.kyozo.home;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Ends what a launcher that was killed has left running. */
public final class Leftovers {
    private static final Duration GRACE = Duration.ofSeconds(15);

    private Leftovers() {}

    /**
     * Ends every process of {@code state} that still runs, those started last first, but for the part named {@code spared},
     * which has a life of its own; answers how many there were.
     */
    public static int end(LauncherState state, String spared) throws IOException, InterruptedException {
        List<PartState> parts = state.parts().stream()
                .filter(part -> !part.name().equals(spared))
                .toList();
        int ended = 0;
        for (int i = parts.size() - 1; i >= 0; i--) {
            ProcessIdentity identity = parts.get(i).process();
            ProcessHandle process = identity == null ? null : identity.find().orElse(null);
            if (process != null) {
                end(process, parts.get(i).name());
                ended++;
            }
        }
        return ended;
    }

    /** Asks politely, then kills. PostgreSQL is asked by SIGINT, which does not wait for its clients. */
    private static void end(ProcessHandle process, String name) throws IOException, InterruptedException {
        String signal = name.equals("postgres") ? "-INT" : "-TERM";
        int asked = new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
        if (asked == 0 && ProcessEnd.within(process, GRACE)) {
            return;
        }
        if (!process.destroyForcibly() || !ProcessEnd.within(process, GRACE)) {
            throw new IOException(
                    "Process " + process.pid() + " (" + name + ") can't be ended; it may be another user's");
        }
    }
}
