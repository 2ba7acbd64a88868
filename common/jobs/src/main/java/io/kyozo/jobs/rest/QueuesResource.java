package io.kyozo.jobs.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.jobs.app.DeadLetters;
import io.kyozo.jobs.app.JobReports;
import io.kyozo.jobs.app.QueueStore;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The queues of this service: counts, dead letters, pause and resume. */
@Path("/api/v1/queues/{name}")
@Produces(MediaType.APPLICATION_JSON)
public class QueuesResource {
    private static final int MOST_LISTED = 200;

    private final JobReports reports;
    private final DeadLetters letters;
    private final QueueStore queues;
    private final KnownQueues known;

    QueuesResource(JobReports reports, DeadLetters letters, QueueStore queues, KnownQueues known) {
        this.reports = reports;
        this.letters = letters;
        this.queues = queues;
        this.known = known;
    }

    /** How many jobs are in each state, how long the ready ones have waited, and how the queue is set. */
    @GET
    @Path("stats")
    @RolesAllowed({"viewer", "operator", "admin"})
    public Uni<QueueStats> stats(@PathParam("name") String name) {
        String queue = known.require(name);
        return Uni.combine()
                .all()
                .unis(reports.counts(), reports.averageWait(), queues.settings())
                .with((counts, waits, set) -> QueueStats.of(queue, counts, waits, set));
    }

    /** The dead letters, newest first. */
    @GET
    @Path("failed")
    @RolesAllowed("admin")
    public Uni<List<Failed>> failed(
            @PathParam("name") String name,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("after") @Nullable UUID after) {
        int bounded = Math.max(1, Math.min(MOST_LISTED, limit));
        return letters.list(known.require(name), bounded, after)
                .map(list -> list.stream().map(Failed::of).toList());
    }

    /** Makes one dead letter available again. */
    @POST
    @Path("retry/{jobId}")
    @RolesAllowed("admin")
    public Uni<Retried> retry(@PathParam("name") String name, @PathParam("jobId") UUID jobId) {
        return letters.retry(known.require(name), jobId)
                .invoke(found -> requireFound(found, jobId))
                .map(found -> new Retried(1));
    }

    /** Makes all dead letters of the queue available again. */
    @POST
    @Path("retry-failed")
    @RolesAllowed("admin")
    public Uni<Retried> retryFailed(@PathParam("name") String name) {
        return letters.retryAll(known.require(name)).map(Retried::new);
    }

    /** Removes a dead letter for good. */
    @DELETE
    @Path("failed/{jobId}")
    @RolesAllowed("admin")
    public Uni<Void> discard(@PathParam("name") String name, @PathParam("jobId") UUID jobId) {
        return letters.discard(known.require(name), jobId)
                .invoke(found -> requireFound(found, jobId))
                .replaceWithVoid();
    }

    private static void requireFound(boolean found, UUID jobId) {
        if (!found) {
            throw new KyozoException(
                    ErrorCode.NOT_FOUND,
                    "There is no dead letter " + jobId + " in this queue, or a live job has its unique key");
        }
    }

    /** Stops the claiming of jobs, on all instances and until resumed; what runs is finished. */
    @POST
    @Path("pause")
    @RolesAllowed("admin")
    public Uni<Void> pause(@PathParam("name") String name) {
        return queues.pause(known.require(name), true);
    }

    @POST
    @Path("resume")
    @RolesAllowed("admin")
    public Uni<Void> resume(@PathParam("name") String name) {
        return queues.pause(known.require(name), false);
    }

    /** How many jobs were made available again. */
    public record Retried(int retried) {}

    /** A dead letter, see {@link DeadLetters.Letter}. */
    public record Failed(
            UUID id,
            String type,
            @JsonRawValue String args,
            int attempts,
            String reason,
            @JsonRawValue String errors,
            String correlationId,
            Instant createdAt,
            Instant failedAt) {
        static Failed of(DeadLetters.Letter letter) {
            return new Failed(
                    letter.id(),
                    letter.type(),
                    letter.args(),
                    letter.attempt(),
                    letter.reason(),
                    letter.errors(),
                    letter.correlationId(),
                    letter.createdAt(),
                    letter.finishedAt());
        }
    }
}
