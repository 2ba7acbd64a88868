package io.kyozo.web;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.idempotency.Idempotent;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.kyozo.web.jsonapi.Submission;
import io.kyozo.web.page.Filters;
import io.kyozo.web.page.PageQuery;
import io.kyozo.web.page.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;

/** A resource as the services have them, to try the conventions on. */
@Path("/api/v1/things")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class ThingResource {
    /** How often each named thing was really made. */
    static final Map<String, AtomicInteger> MADE = new ConcurrentHashMap<>();

    private static final List<UUID> IDS = Stream.generate(Uuid7::next)
            .limit(5)
            .sorted((a, b) -> b.compareTo(a))
            .toList();

    private final Caller caller;

    ThingResource(Caller caller) {
        this.caller = caller;
    }

    public enum Colour {
        RED,
        GREEN
    }

    public record Thing(
            @NotNull @Size(min = 2, max = 5, message = "must have 2 to 5 characters")
            String name,

            @Max(value = 9, message = "must be at most 9") int size,
            Colour colour) {}

    public record Who(String team, String subject, boolean operator, String correlationId) {}

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<List<Resource<Thing>>>> list(@Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        Filters filters = Filters.of(uri, "workspace", "colour");
        filters.uuid("workspace");
        filters.constant("colour", Colour.class);
        List<UUID> rows = IDS.stream()
                .filter(id ->
                        page.cursor().map(after -> id.compareTo(after) < 0).orElse(true))
                .limit(page.fetch())
                .toList();
        return Uni.createFrom()
                .item(Pages.of(uri, page, rows, id -> Resource.of("things", id, new Thing("one", 1, Colour.RED))));
    }

    @GET
    @Path("who")
    public Document<Resource<Who>> who() {
        return Document.of(Resource.of(
                "who",
                "me",
                new Who(
                        caller.teamId().toString(),
                        caller.subject(),
                        caller.hasRole(Roles.OPERATOR),
                        caller.correlationId())));
    }

    @POST
    @Idempotent
    @RolesAllowed(Roles.OPERATOR)
    @Consumes({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    public Uni<RestResponse<Document<Resource<Thing>>>> make(@Valid @NotNull Submission<Thing> submission) {
        Thing thing = submission.attributes("things");
        MADE.computeIfAbsent(thing.name(), name -> new AtomicInteger()).incrementAndGet();
        if (thing.name().equals("bad")) {
            return Uni.createFrom().failure(new KyozoException(ErrorCode.CONFLICT, "It is there."));
        }
        UUID id = Uuid7.next();
        RestResponse<Document<Resource<Thing>>> created = RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED, Document.of(Resource.of("things", id, thing)))
                .location(URI.create("/api/v1/things/" + id))
                .build();
        Duration pause = thing.name().startsWith("slow") ? Duration.ofMillis(300) : Duration.ofMillis(1);
        return Uni.createFrom().item(created).onItem().delayIt().by(pause);
    }

    @POST
    @Path("upload")
    @Idempotent
    @Consumes("application/x-tar")
    public Document<Resource<Integer>> upload(InputStream body) throws java.io.IOException {
        MADE.computeIfAbsent("upload", name -> new AtomicInteger()).incrementAndGet();
        return Document.of(Resource.of("uploads", "1", body.readAllBytes().length));
    }

    @GET
    @Path("archive")
    public Uni<Void> archive() {
        return Uni.createFrom()
                .failure(new KyozoException(ErrorCode.ARCHIVE_REJECTED, "It leads outside.").with("entry", "../x"));
    }

    @GET
    @Path("bug")
    public Uni<Void> bug() {
        throw new IllegalStateException("secret insides");
    }

    @GET
    @Path("admin")
    @RolesAllowed(Roles.ADMIN)
    public String admin() {
        return "{}";
    }
}
