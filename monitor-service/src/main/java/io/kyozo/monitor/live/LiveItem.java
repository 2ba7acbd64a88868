package io.kyozo.monitor.live;

/** What a listener is told: how all stands, one thing that happened, or something of a topic that it asked for. */
public sealed interface LiveItem permits Snapshot, FeedEntry, Glimpse {
    /** Whoever has been told of it goes on after this position. */
    long position();

    /** About how much memory it takes, in characters. */
    int size();
}
