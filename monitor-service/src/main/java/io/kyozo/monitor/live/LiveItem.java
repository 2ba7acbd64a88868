package io.kyozo.monitor.live;

/** What a listener is told: how all stands, or one thing that happened. */
public sealed interface LiveItem permits Snapshot, FeedEntry {
    /** Whoever has been told of it goes on after this position. */
    long position();
}
