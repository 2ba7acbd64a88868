package io.kyozo.deployer.logs.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.deployer.logs.LogLevel;
import io.kyozo.deployer.logs.LogQuery;
import io.kyozo.deployer.logs.app.SearchLogs;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.kyozo.web.page.Filters;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/**
 * All logs of a workspace: what its services print, those that are gone too, and what its deployments say. The filters
 * are {@code workspace} (needed), {@code service}, {@code event} ({@code output}, {@code build}, {@code start} …),
 * {@code level} (at least), {@code text}, {@code from} and {@code to}.
 */
@Path("/api/v1/logs")
@RolesAllowed(Roles.VIEWER)
public class LogResource {
    private final Caller caller;
    private final SearchLogs searchLogs;

    LogResource(Caller caller, SearchLogs searchLogs) {
        this.caller = caller;
        this.searchLogs = searchLogs;
    }

    /** The newest lines that the filters choose, oldest first; {@code filter[to]} goes further back. */
    @GET
    @Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    public Uni<Document<List<Resource<LogEntryView>>>> find(
            @QueryParam("page[size]") @DefaultValue("200") @Min(1) @Max(1000) int size, @Context UriInfo uri) {
        return searchLogs
                .find(query(uri, size))
                .map(found -> Document.of(IntStream.range(0, found.size())
                        .mapToObj(i -> Resource.of(
                                "log-entries",
                                found.get(i).at().toEpochMilli() + "-" + i,
                                LogEntryView.of(found.get(i))))
                        .toList()));
    }

    /** The same as lines of NDJSON, for download: the newest {@code limit} of them. */
    @GET
    @Path("export")
    @Produces("application/x-ndjson")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<LogEntryView> export(
            @QueryParam("limit") @DefaultValue("50000") @Min(1) @Max(50_000) int limit, @Context UriInfo uri) {
        return searchLogs
                .find(query(uri, limit))
                .onItem()
                .transformToMulti(found -> Multi.createFrom().iterable(found))
                .map(LogEntryView::of);
    }

    /** The last {@code tail} lines of each replica and all that come, as server-sent events. */
    @GET
    @Path("live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<LogEntryView> live(
            @QueryParam("tail") @DefaultValue("50") @Min(0) @Max(10_000) int tail, @Context UriInfo uri) {
        return searchLogs.follow(query(uri, tail), tail).map(LogEntryView::of);
    }

    private LogQuery query(UriInfo uri, int limit) {
        Filters filters = Filters.of(uri, "workspace", "service", "event", "level", "text", "from", "to");
        UUID workspace =
                filters.uuid("workspace").orElseThrow(() -> wrong("workspace", "must say whose logs are looked for"));
        return new LogQuery(
                caller.teamId(),
                workspace,
                filters.text("service").orElse(null),
                filters.text("event").orElse(null),
                filters.constant("level", LogLevel.class).orElse(LogLevel.DEBUG),
                filters.text("text").orElse(""),
                time(filters, "from"),
                time(filters, "to"),
                limit);
    }

    private static @Nullable Instant time(Filters filters, String name) {
        String text = filters.text(name).orElse(null);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(name, "must be a time such as 2026-01-31T12:00:00Z");
        }
    }

    private static KyozoException wrong(String filter, String what) {
        return new KyozoException(ErrorCode.INVALID_REQUEST, "\"filter[" + filter + "]\" " + what + ".")
                .with("parameter", "filter[" + filter + "]");
    }
}
