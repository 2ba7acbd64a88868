package io.kyozo.monitor.live;

/**
 * How everything of a team stands, so that a listener needs nothing from before.
 *
 * @param position what happens after it follows in the feed
 * @param services all services with their health, as JSON
 * @param deployments the newest picture of each workspace, as JSON
 */
public record Snapshot(long position, String services, String deployments) implements LiveItem {
    @Override
    public int size() {
        return services.length() + deployments.length();
    }
}
