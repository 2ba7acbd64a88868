package io.kyozo.metrics.collect.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.event.MetricSamples;
import io.kyozo.contracts.event.MetricSamples.ServiceSample;
import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Sample;
import io.kyozo.metrics.series.app.ServiceCatalog.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TellSamplesTest {
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");
    private final Place shop = new Place(new UUID(0, 1), new UUID(1, 1));
    private final Place blog = new Place(new UUID(0, 2), new UUID(1, 2));
    private final UUID api = new UUID(2, 1);
    private final UUID web = new UUID(2, 2);
    private final UUID gone = new UUID(2, 3);

    @Test
    void tellsEachWorkspaceOfItsOwnServicesAndNoOthers() {
        var round = List.of(sample(api, AT, 0.5), sample(web, AT.minusMillis(20), 2), sample(gone, AT, 9));
        var events = TellSamples.events(round, Map.of(api, shop, web, blog));
        assertThat(events)
                .extracting(event -> event.teamId() + " " + event.subject() + " "
                        + event.data().services().get(0).serviceId())
                .containsExactlyInAnyOrder(
                        shop.teamId() + " " + shop.workspaceId() + " " + api,
                        blog.teamId() + " " + blog.workspaceId() + " " + web);
    }

    @Test
    void addsUpReplicasAndLeavesOutWhatIsNotKnown() {
        var round = List.of(sample(api, AT, 0.5), sample(api, AT, 0.25));
        MetricSamples told = TellSamples.events(round, Map.of(api, shop)).get(0).data();
        assertThat(told.services()).containsExactly(new ServiceSample(api, Map.of("cpu", 0.75)));
        assertThat(told.at()).isEqualTo(AT);
    }

    private static Sample sample(UUID service, Instant at, double cpu) {
        return Sample.of(UUID.randomUUID(), service, at, Map.of(Metric.CPU, cpu));
    }
}
