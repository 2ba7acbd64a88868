package io.kyozo.jobs.rest;

import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What an action on many jobs did.
 *
 * @param action {@code retry} or {@code discard}
 * @param jobs how many it was done to
 */
@RegisterForReflection
public record Handled(String action, int jobs) {
    static Document<Resource<Handled>> document(String action, String target, int jobs) {
        return Document.of(Resource.of("job-actions", action + "-" + target, new Handled(action, jobs)));
    }
}
