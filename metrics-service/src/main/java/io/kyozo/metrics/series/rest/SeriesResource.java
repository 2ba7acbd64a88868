package io.kyozo.metrics.series.rest;

import io.kyozo.contracts.error.DidYouMean;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Range;
import io.kyozo.metrics.series.app.ReadSeries;
import io.kyozo.metrics.series.app.SeriesConfig;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Metrics of services over time. */
@Path("/api/v1/metrics")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class SeriesResource {
    private static final Duration USUAL_TIME = Duration.ofHours(1);

    private final ReadSeries series;
    private final SeriesConfig config;
    private final Caller caller;

    SeriesResource(ReadSeries series, SeriesConfig config, Caller caller) {
        this.series = series;
        this.config = config;
        this.caller = caller;
    }

    /**
     * One metric of a service.
     *
     * @param metric its name; {@code cpu} where it is not given
     * @param from ISO-8601 instant; an hour before {@code to} where it is not given
     * @param to ISO-8601 instant; now where it is not given
     * @param step ISO-8601 duration; such that there are about 250 points where it is not given
     */
    @GET
    @Path("{serviceId}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<SeriesAttributes>>> read(
            UUID serviceId,
            @RestQuery @DefaultValue("cpu") String metric,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String step) {
        Metric wanted = metric(metric);
        return series.read(caller.teamId(), serviceId, wanted, range(from, to, step))
                .map(found -> Document.of(SeriesAttributes.resource(serviceId, found)));
    }

    private static Metric metric(String id) {
        return Metric.ofId(id)
                .orElseThrow(() -> invalid(
                        "metric",
                        "There is no metric \"" + id + "\"." + DidYouMean.sentence(id, Metric.ids()) + " There are: "
                                + String.join(", ", Metric.ids()) + "."));
    }

    private Range range(@Nullable String from, @Nullable String to, @Nullable String step) {
        Instant end = to == null ? Instant.now() : parsed("to", to, Instant::parse);
        Instant start = from == null ? end.minus(USUAL_TIME) : parsed("from", from, Instant::parse);
        Duration width =
                step == null ? Range.usualStep(start, end, config.interval()) : parsed("step", step, Duration::parse);
        try {
            return new Range(start, end, width);
        } catch (IllegalArgumentException e) {
            throw invalid("step", String.valueOf(e.getMessage()));
        }
    }

    private static <T> T parsed(String name, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (DateTimeParseException e) {
            String form = "step".equals(name) ? "a duration such as PT30S" : "an instant such as 2026-01-31T12:00:00Z";
            throw invalid(name, "\"" + name + "\" must be " + form + ".");
        }
    }

    private static KyozoException invalid(String parameter, String detail) {
        return new KyozoException(ErrorCode.INVALID_REQUEST, detail).with("parameter", parameter);
    }
}
