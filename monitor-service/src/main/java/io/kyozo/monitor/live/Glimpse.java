package io.kyozo.monitor.live;

/**
 * Something of a topic, told to those who look at the moment and kept nowhere.
 *
 * @param topic of which
 * @param position rises over the topic; on a scale of its own, not the feed's
 * @param fresh whether what was told of the topic before is out of date: the listener has just come, or something is
 *     missing in between
 * @param data as JSON
 */
public record Glimpse(Topic topic, long position, boolean fresh, String data) implements LiveItem {
    /** This one, as the first of what is told anew. */
    public Glimpse afresh() {
        return new Glimpse(topic, position, true, data);
    }

    @Override
    public int size() {
        return data.length();
    }
}
