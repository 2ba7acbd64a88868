package io.kyozo.jobs.rest;

import io.kyozo.jobs.app.JobReports;
import io.kyozo.jobs.app.QueueStore;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Queues as documents. */
@ApplicationScoped
class QueueDocuments {
    static final String TYPE = "queues";

    private final JobReports reports;
    private final QueueStore queues;

    QueueDocuments(JobReports reports, QueueStore queues) {
        this.reports = reports;
        this.queues = queues;
    }

    Uni<Document<List<Resource<QueueAttributes>>>> of(List<KnownQueues.Queue> which) {
        return picture()
                .map(picture -> Document.of(which.stream()
                        .map(queue -> QueueAttributes.resource(TYPE, queue, picture))
                        .toList()));
    }

    /** The queue as a resource of this type. */
    Uni<Document<Resource<QueueAttributes>>> of(String type, KnownQueues.Queue queue) {
        return picture().map(picture -> Document.of(QueueAttributes.resource(type, queue, picture)));
    }

    private Uni<QueueAttributes.Picture> picture() {
        return Uni.combine()
                .all()
                .unis(reports.counts(), reports.averageWait(), queues.settings())
                .with(QueueAttributes.Picture::new);
    }
}
