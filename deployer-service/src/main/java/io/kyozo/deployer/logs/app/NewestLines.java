package io.kyozo.deployer.logs.app;

import io.kyozo.deployer.logs.LogEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Takes any number of lines and keeps the newest few. */
final class NewestLines {
    private static final Comparator<LogEntry> BY_TIME = Comparator.comparing(LogEntry::at);

    private final int limit;
    private final PriorityQueue<LogEntry> oldestFirst = new PriorityQueue<>(BY_TIME);

    NewestLines(int limit) {
        this.limit = limit;
    }

    void add(LogEntry line) {
        oldestFirst.add(line);
        if (oldestFirst.size() > limit) {
            oldestFirst.remove();
        }
    }

    List<LogEntry> inOrder() {
        List<LogEntry> lines = new ArrayList<>(oldestFirst);
        lines.sort(BY_TIME);
        return lines;
    }
}
