package io.kyozo.metrics.promql.rest;

import io.kyozo.metrics.promql.Expression;
import io.kyozo.metrics.promql.LabelMatcher;
import io.kyozo.metrics.promql.QueryException;
import io.kyozo.metrics.promql.QueryParser;
import io.kyozo.metrics.promql.app.AnswerQuery;
import io.kyozo.metrics.promql.app.SeriesIndex;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
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
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

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

    /** The labels of the series that {@code match[]} chooses. */
    @GET
    @Path("series")
    public Uni<Response> series(@Context UriInfo uri) {
        return listed(uri, places -> {
            JsonArray all = new JsonArray();
            places.forEach(place -> all.add(AnswerJson.labels(place.labels())));
            return all;
        });
    }

    @GET
    @Path("labels")
    public Uni<Response> labels(@Context UriInfo uri) {
        return listed(uri, places -> {
            TreeSet<String> names = new TreeSet<>();
            places.forEach(place -> names.addAll(place.labels().keySet()));
            return new JsonArray(List.copyOf(names));
        });
    }

    @GET
    @Path("label/{name}/values")
    public Uni<Response> values(@Context UriInfo uri, String name) {
        return listed(uri, places -> {
            TreeSet<String> values = new TreeSet<>();
            places.stream()
                    .filter(place -> place.labels().containsKey(name))
                    .forEach(place -> values.add(place.labels().get(name)));
            return new JsonArray(List.copyOf(values));
        });
    }

    /** Grafana asks for help texts; there are none. */
    @GET
    @Path("metadata")
    public Response metadata() {
        return AnswerJson.success(new JsonObject());
    }

    /** Grafana asks what it talks to before it asks more. */
    @GET
    @Path("status/buildinfo")
    public Response buildInfo() {
        return AnswerJson.success(new JsonObject().put("version", "2.42.0").put("application", "Kyozo"));
    }

    private Uni<Response> listed(UriInfo uri, Function<List<SeriesIndex.Place>, JsonArray> view) {
        return answered(() -> {
            String match = uri.getQueryParameters().getFirst("match[]");
            return index.find(caller.teamId(), match == null ? ANY : matchers(match), MOST_LISTED)
                    .map(places -> AnswerJson.success(view.apply(places)));
        });
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
