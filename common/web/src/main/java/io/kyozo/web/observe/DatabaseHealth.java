package io.kyozo.web.observe;

import io.kyozo.sql.Transactions;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the database answers; says how long it takes. */
@Readiness
@ApplicationScoped
class DatabaseHealth implements AsyncHealthCheck {
    private static final String NAME = "database";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Transactions transactions;

    DatabaseHealth(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        long start = System.nanoTime();
        return transactions
                .query("select 1")
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(rows -> answer(true, start))
                .onFailure()
                .recoverWithItem(failure -> answer(false, start));
    }

    private static HealthCheckResponse answer(boolean up, long start) {
        return HealthCheckResponse.named(NAME)
                .status(up)
                .withData("responseMillis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
                .build();
    }
}
