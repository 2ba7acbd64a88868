package io.kyozo.metrics.series.app;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Range;
import io.kyozo.metrics.series.Series;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Answers a team's questions about its services. A service of another team is as absent as one that never was. */
@ApplicationScoped
public class ReadSeries {
    private final ServiceCatalog services;
    private final SeriesStore series;

    ReadSeries(ServiceCatalog services, SeriesStore series) {
        this.services = services;
        this.series = series;
    }

    /** The series; fails with {@link ErrorCode#NOT_FOUND} where the team has no such service. */
    public Uni<Series> read(UUID teamId, UUID serviceId, Metric metric, Range range) {
        return services.belongsTo(teamId, serviceId)
                .invoke(belongs -> require(belongs, serviceId))
                .chain(() -> series.read(serviceId, metric, range));
    }

    private static void require(boolean belongs, UUID serviceId) {
        if (!belongs) {
            throw new KyozoException(ErrorCode.NOT_FOUND, "There is no service " + serviceId + " with metrics.");
        }
    }
}
