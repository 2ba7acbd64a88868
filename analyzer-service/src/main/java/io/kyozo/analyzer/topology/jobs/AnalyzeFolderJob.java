package io.kyozo.analyzer.topology.jobs;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.analyze.FolderAnalyzer;
import io.kyozo.analyzer.topology.app.AnalyzeFolder;
import io.kyozo.analyzer.topology.app.AnalyzeFolder.Analysis;
import io.kyozo.analyzer.topology.app.RecordedTopology;
import io.kyozo.analyzer.topology.app.Topologies;
import io.kyozo.analyzer.workspace.app.Revisions;
import io.kyozo.analyzer.workspace.app.Revisions.AnalyzeRequest;
import io.kyozo.analyzer.workspace.app.Revisions.Revision;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.kyozo.storage.BlobNotFoundException;
import io.kyozo.storage.InvalidTreeException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * Analyses a revision: walk, rules, document; then records the result, marks the revision and publishes the events in
 * the transaction that completes the job.
 */
@ApplicationScoped
@Worker(type = "topology.analyze-folder", queue = "analysis", timeout = "PT5M")
public class AnalyzeFolderJob implements JobHandler<AnalyzeRequest> {
    private final AnalyzeFolder analyzeFolder;
    private final Revisions revisions;
    private final Topologies topologies;
    private final FolderEvents events;
    private final Transactions transactions;
    private final Clock clock = Clock.systemUTC();

    AnalyzeFolderJob(
            AnalyzeFolder analyzeFolder,
            Revisions revisions,
            Topologies topologies,
            FolderEvents events,
            Transactions transactions) {
        this.transactions = transactions;
        this.analyzeFolder = analyzeFolder;
        this.revisions = revisions;
        this.topologies = topologies;
        this.events = events;
    }

    @Override
    public Class<AnalyzeRequest> argsType() {
        return AnalyzeRequest.class;
    }

    @Override
    public Uni<WorkResult> work(JobExecution<AnalyzeRequest> job) {
        return revisions.find(job.args().revisionId()).chain(found -> work(job, found));
    }

    private Uni<WorkResult> work(JobExecution<AnalyzeRequest> job, Optional<Revision> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(WorkResult.cancel("the revision is gone"));
        }
        Revision revision = found.get();
        return Uni.combine()
                .all()
                .unis(
                        progress(job, WalkProgress.FIRST, "looking into the folder"),
                        topologies.known(revision.treeHash(), revision.workspaceName(), FolderAnalyzer.RULES_VERSION))
                .with((told, known) -> known)
                .chain(known -> known.map(analyzeFolder::reuse).orElseGet(() -> analyze(job, revision)))
                .chain(analysis -> job.commit(tx -> complete(tx, revision, analysis)))
                .onFailure(AnalyzeFolderJob::isHopeless)
                .recoverWithUni(failure -> giveUp(job, revision, failure))
                .onFailure(failure -> job.attempt() >= job.maxAttempts())
                .call(failure -> lastWords(job, failure));
    }

    private Uni<Analysis> analyze(JobExecution<AnalyzeRequest> job, Revision revision) {
        WalkProgress walked = new WalkProgress(revision.files(), job::isCancelled);
        Uni<Folder> walk =
                analyzeFolder.walk(revision.workspaceId(), revision.treeHash(), revision.workspaceName(), walked);
        return walked.toldDuring(walk, (percent, message) -> progress(job, percent, message))
                .call(folder -> walked.tookLong()
                        ? progress(job, WalkProgress.LAST, seen(folder))
                        : Uni.createFrom().voidItem())
                .chain(analyzeFolder::analyze);
    }

    private static String seen(Folder folder) {
        return "reading " + folder.files().size() + " files";
    }

    private Uni<Void> progress(JobExecution<AnalyzeRequest> job, int percent, String message) {
        return Uni.join()
                .all(
                        job.progress(percent, message),
                        revisions.analyzing(job.args().revisionId(), percent, message))
                .andFailFast()
                .replaceWithVoid();
    }

    private Uni<Void> complete(Tx tx, Revision revision, Analysis analysis) {
        return topologies
                .record(tx, recorded(revision, analysis), revision.workspaceName(), FolderAnalyzer.RULES_VERSION)
                .chain(() -> revisions.analyzed(
                        tx,
                        revision.id(),
                        analysis.topologyHash(),
                        analysis.document().summary()))
                .chain(() -> events.publish(tx, revision, analysis));
    }

    private RecordedTopology recorded(Revision revision, Analysis analysis) {
        return new RecordedTopology(
                revision.id(),
                revision.workspaceId(),
                revision.teamId(),
                revision.treeHash(),
                analysis.topologyHash(),
                analysis.document().strategy(),
                analysis.document().confidence(),
                analysis.document().summary(),
                (int) analysis.document().services().stream()
                        .filter(ServiceSpec::deployable)
                        .count(),
                clock.instant());
    }

    /** Whether no later attempt can do better: what was uploaded is not there or not sound. */
    private static boolean isHopeless(Throwable failure) {
        return failure instanceof BlobNotFoundException || failure instanceof InvalidTreeException;
    }

    private Uni<WorkResult> giveUp(JobExecution<AnalyzeRequest> job, Revision revision, Throwable failure) {
        String problem = "The uploaded content can't be read (" + failure.getMessage() + "). Upload the folder again.";
        return job.commit(tx -> revisions.failed(tx, revision.id(), problem));
    }

    /** The last attempt failed: whoever waits for the revision is told, beside the dead letter. */
    private Uni<Void> lastWords(JobExecution<AnalyzeRequest> job, Throwable failure) {
        String problem = "The analysis failed after " + job.attempt() + " attempts; its job " + job.id()
                + " is kept as a dead letter and can be retried.";
        return transactions.inTransaction(tx -> revisions.failed(tx, job.args().revisionId(), problem));
    }
}
