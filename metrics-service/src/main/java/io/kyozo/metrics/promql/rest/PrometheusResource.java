package io.kyozo.metrics.promql.rest;

import io.kyozo.metrics.promql.Expression;
import io.kyozo.metrics.promql.LabelMatcher;
import io.kyozo.metrics.promql.QueryException;
import io.kyozo.metrics.promql.QueryParser;
import io.kyozo.metrics.promql.app.AnswerQuery;
import io.kyozo.metrics.promql.app.SeriesIndex;
import io.kyozo.metrics.series.Metric;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The team's series by the HTTP API of Prometheus, so that Grafana and others can read them: {@code /prometheus} is the
 * address to give them. Only reading, and of the query language the part that is documented.
 */
@Path("/prometheus/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
public class PrometheusResource {
    private static final int MOST_STEPS = 11_000;
    private static final int MOST_LISTED = 20_000;
    private static final List<LabelMatcher> ANY = List.of(new LabelMatcher(LabelMatcher.NAME, "!=", ""));

    private final AnswerQuery answers;
    private final SeriesIndex index;
    private final Caller caller;

    PrometheusResource(AnswerQuery answers, SeriesIndex index, Caller caller) {
        this.answers = answers;
        this.index = index;
        this.caller = caller;
    }

    /** The value of {@code query} at {@code time}; now where it is not given. */
    @GET
    @Path("query")
    public Uni<Response> query(@Context UriInfo uri) {
        return moment(new Arguments(uri.getQueryParameters()));
    }

    @POST
    @Path("query")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> postQuery(MultivaluedMap<String, String> form) {
        return moment(new Arguments(form));
    }

    /** The values of {@code query} from {@code start} to {@code end}, one each {@code step}. */
    @GET
    @Path("query_range")
    public Uni<Response> range(@Context UriInfo uri) {
        return range(new Arguments(uri.getQueryParameters()));
    }

    @POST
    @Path("query_range")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> postRange(MultivaluedMap<String, String> form) {
        return range(new Arguments(form));
    }

    private Uni<Response> moment(Arguments arguments) {
        return answered(() -> {
            Instant at = arguments.instant("time", Instant.now());
            return answers.answer(caller.teamId(), arguments.text("query"), at, Duration.ofMillis(1), 1)
                    .map(answer -> AnswerJson.moment(answer, at));
        });
    }

    private Uni<Response> range(Arguments arguments) {
        return answered(() -> {
            Instant start = arguments.instant("start", null);
            Instant end = arguments.instant("end", null);
            Duration step = arguments.step("step");
            long steps = Duration.between(start, end).dividedBy(step) + 1;
            if (end.isBefore(start) || steps > MOST_STEPS) {
                throw new QueryException("From start to end there must be 1 to " + MOST_STEPS
                        + " steps. Ask for a longer step or a shorter time.");
            }
            return answers.answer(caller.teamId(), arguments.text("query"), start, step, (int) steps)
                    .map(answer -> AnswerJson.range(answer, start, step));
        });
    }

    /** The labels of the series that any {@code match[]} chooses; of all where there is none. */
    @GET
    @Path("series")
    public Uni<Response> series(@Context UriInfo uri) {
        return series(new Arguments(uri.getQueryParameters()));
    }

    @POST
    @Path("series")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> postSeries(MultivaluedMap<String, String> form) {
        return series(new Arguments(form));
    }

    private Uni<Response> series(Arguments arguments) {
        return listed(arguments, all -> {
            JsonArray series = new JsonArray();
            all.forEach(labels -> series.add(AnswerJson.labels(labels)));
            return series;
        });
    }

    @GET
    @Path("labels")
    public Uni<Response> labels(@Context UriInfo uri) {
        return labels(new Arguments(uri.getQueryParameters()));
    }

    @POST
    @Path("labels")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> postLabels(MultivaluedMap<String, String> form) {
        return labels(new Arguments(form));
    }

    private Uni<Response> labels(Arguments arguments) {
        return listed(arguments, all -> sorted(all.stream().flatMap(labels -> labels.keySet().stream())));
    }

    @GET
    @Path("label/{name}/values")
    public Uni<Response> values(@Context UriInfo uri, String name) {
        return listed(
                new Arguments(uri.getQueryParameters()),
                all -> sorted(all.stream()
                        .filter(labels -> labels.containsKey(name))
                        .map(labels -> String.valueOf(labels.get(name)))));
    }

    private static JsonArray sorted(Stream<String> texts) {
        return new JsonArray(texts.distinct().sorted().toList());
    }

    /** What our own metrics are; of what services export, the type is not kept. */
    @GET
    @Path("metadata")
    public Response metadata() {
        JsonObject all = new JsonObject();
        for (Metric metric : Metric.values()) {
            JsonObject told = new JsonObject()
                    .put("type", "gauge")
                    .put("help", "Of a replica, in " + metric.unit() + ".")
                    .put("unit", metric.unit());
            all.put(SeriesIndex.name(metric), new JsonArray().add(told));
        }
        return AnswerJson.success(all);
    }

    /** Grafana asks what it talks to before it asks more. */
    @GET
    @Path("status/buildinfo")
    public Response buildInfo() {
        return AnswerJson.success(new JsonObject().put("version", "2.42.0").put("application", "Kyozo"));
    }

    private Uni<Response> listed(Arguments arguments, Function<Set<Map<String, String>>, JsonArray> view) {
        return answered(() -> Multi.createFrom()
                .iterable(arguments.all("match[]"))
                .map(PrometheusResource::matchers)
                .onCompletion()
                .ifEmpty()
                .continueWith(ANY)
                .onItem()
                .transformToUniAndConcatenate(matchers -> index.find(caller.teamId(), matchers, MOST_LISTED))
                .collect()
                .in(() -> new LinkedHashSet<Map<String, String>>(), PrometheusResource::add)
                .map(all -> AnswerJson.success(view.apply(all))));
    }

    private static void add(Set<Map<String, String>> all, List<SeriesIndex.Place> places) {
        places.forEach(place -> all.add(place.labels()));
    }

    private static List<LabelMatcher> matchers(String match) {
        if (QueryParser.parse(match) instanceof Expression.Selector selector) {
            return selector.matchers();
        }
        throw new QueryException("match[] must choose series, as in up{service=\"api\"}.");
    }

    private static Uni<Response> answered(Supplier<Uni<Response>> work) {
        return Uni.createFrom()
                .deferred(work::get)
                .onFailure(QueryException.class)
                .recoverWithItem(failure -> AnswerJson.refused(String.valueOf(failure.getMessage())));
    }
}
