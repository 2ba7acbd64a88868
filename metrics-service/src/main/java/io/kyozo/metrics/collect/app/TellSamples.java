package io.kyozo.metrics.collect.app;

import static java.util.stream.Collectors.groupingBy;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.MetricSamples;
import io.kyozo.contracts.event.MetricSamples.ServiceSample;
import io.kyozo.messaging.Broadcast;
import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Sample;
import io.kyozo.metrics.series.app.ServiceCatalog;
import io.kyozo.metrics.series.app.ServiceCatalog.Place;
import io.kyozo.metrics.threshold.ServiceTotals;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Tells those who look on what services use, a message for each workspace and round. */
@ApplicationScoped
public class TellSamples {
    private static final String SOURCE = "metrics";
    private static final int AT_ONCE = 8;

    private final ServiceCatalog catalog;
    private final Broadcast broadcast;

    TellSamples(ServiceCatalog catalog, Broadcast broadcast) {
        this.catalog = catalog;
        this.broadcast = broadcast;
    }

    /** Fails where a message could not be sent; what was not told is not made up for. */
    public Uni<Void> tell(List<Sample> round) {
        return round.isEmpty()
                ? Uni.createFrom().voidItem()
                : catalog.running().chain(places -> sayAll(events(round, places)));
    }

    private Uni<Void> sayAll(List<Event<MetricSamples>> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUni(broadcast::say)
                .merge(AT_ONCE)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** One for each workspace that services of the round are in. */
    static List<Event<MetricSamples>> events(List<Sample> round, Map<UUID, Place> places) {
        ServiceTotals totals = ServiceTotals.of(round);
        Instant at = round.stream().map(Sample::at).max(Instant::compareTo).orElse(Instant.EPOCH);
        Map<Place, List<UUID>> byWorkspace = round.stream()
                .map(Sample::serviceId)
                .distinct()
                .filter(places::containsKey)
                .collect(groupingBy(places::get));
        List<Event<MetricSamples>> events = new ArrayList<>();
        byWorkspace.forEach((place, services) -> events.add(event(place, at, services, totals)));
        return events;
    }

    private static Event<MetricSamples> event(Place place, Instant at, List<UUID> services, ServiceTotals totals) {
        List<ServiceSample> samples = services.stream()
                .map(service -> new ServiceSample(service, values(service, totals)))
                .toList();
        return Event.of(
                EventType.METRIC_SAMPLES,
                SOURCE,
                place.workspaceId(),
                place.teamId(),
                Uuid7.next().toString(),
                at.toEpochMilli(),
                new MetricSamples(place.workspaceId(), at, samples));
    }

    private static Map<String, Double> values(UUID service, ServiceTotals totals) {
        Map<String, Double> values = new TreeMap<>();
        for (Metric metric : Metric.values()) {
            ServiceTotals.Total total = totals.of(service, metric);
            if (total != null) {
                values.put(metric.id(), total.value());
            }
        }
        return values;
    }
}
