package io.kyozo.analyzer.workspace.app;

import io.kyozo.analyzer.workspace.ReceivedFolder;
import io.kyozo.analyzer.workspace.Revision;
import io.kyozo.analyzer.workspace.RevisionState;
import io.kyozo.analyzer.workspace.Workspace;
import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.jobs.Priority;
import io.kyozo.sql.Transactions;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Instant;

/** Takes a folder in as a workspace's next revision, and has it analysed. */
@ApplicationScoped
@RegisterForReflection(targets = Revisions.AnalyzeRequest.class)
public class UploadRevision {
    private static final String ANALYZE_JOB = "topology.analyze-folder";

    private final FolderReceiver receiver;
    private final RevisionStore store;
    private final Jobs jobs;
    private final Transactions transactions;

    UploadRevision(FolderReceiver receiver, RevisionStore store, Jobs jobs, Transactions transactions) {
        this.receiver = receiver;
        this.store = store;
        this.jobs = jobs;
        this.transactions = transactions;
    }

    /**
     * Who uploads, and what for.
     *
     * @param subject of the caller
     * @param correlationId of the request
     * @param deploy whether the revision is to be deployed once it is analysed
     */
    public record Order(String subject, String correlationId, boolean deploy) {}

    /** Stores the archive's folder; its revision and the job to analyse it are there together, or neither. */
    public Uni<Revision> upload(Workspace workspace, InputStream archive, Order order) {
        return receiver.receive(archive)
                .map(folder -> revision(workspace, folder, order))
                .chain(this::queue);
    }

    private Uni<Revision> queue(Revision revision) {
        JobRequest job = JobRequest.of(ANALYZE_JOB, new Revisions.AnalyzeRequest(revision.id()))
                .priority(revision.deploy() ? Priority.HIGH : Priority.NORMAL)
                .unique(revision.id().toString())
                .team(revision.teamId())
                .correlation(revision.correlationId());
        return transactions.inTransaction(tx -> store.add(tx, revision).call(() -> jobs.enqueue(tx, job)));
    }

    private static Revision revision(Workspace workspace, ReceivedFolder folder, Order order) {
        return new Revision(
                Uuid7.next(),
                workspace.teamId(),
                workspace.id(),
                workspace.name(),
                0,
                RevisionState.QUEUED,
                0,
                "waiting to be analysed",
                null,
                folder.treeHash().hex(),
                null,
                folder.files(),
                folder.bytes(),
                order.deploy(),
                order.subject(),
                order.correlationId(),
                Instant.now());
    }
}
