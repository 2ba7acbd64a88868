package io.kyozo.monitor.live;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a listener is told of only where it asks for it. Written {@code logs/<service id>} or {@code metrics/<service id>}.
 *
 * @param kind what is told
 * @param serviceId of which service
 */
public record Topic(Kind kind, UUID serviceId) {
    private static final Pattern WRITTEN =
            Pattern.compile("(logs|metrics)/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    /** What can be told of a service. */
    public enum Kind {
        /** Lines of its log, as they come. */
        LOGS,
        /** What it uses, with each round of samples. */
        METRICS
    }

    /** The topic that {@code text} names; empty where it names none. */
    public static Optional<Topic> of(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return matcher.matches()
                ? Optional.of(new Topic(
                        Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), UUID.fromString(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + "/" + serviceId;
    }
}
