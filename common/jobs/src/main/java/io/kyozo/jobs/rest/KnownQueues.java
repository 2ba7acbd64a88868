package io.kyozo.jobs.rest;

import io.kyozo.contracts.error.DidYouMean;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.jobs.app.EngineSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The queues that requests may name. */
@ApplicationScoped
class KnownQueues {
    private final EngineSettings settings;

    KnownQueues(EngineSettings settings) {
        this.settings = settings;
    }

    List<String> names() {
        return settings.queues().keySet().stream().sorted().toList();
    }

    /** The name, if it is one; fails as not found otherwise, saying what was perhaps meant. */
    String require(String name) {
        if (settings.queues().containsKey(name)) {
            return name;
        }
        throw new KyozoException(
                ErrorCode.NOT_FOUND, "There is no queue \"" + name + "\"" + DidYouMean.hint(name, names()));
    }
}
