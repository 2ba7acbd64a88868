package io.kyozo.analyzer.topology.detect.docker;

import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The workers of a compose file: services that run another command in the image of one that listens. The port that the
 * image exposes is not theirs; who waits for a worker to listen waits for ever.
 */
final class ComposeWorkers {
    private record Built(ComposeService service, ServiceDraft draft, boolean portInCommand) {}

    private final List<Built> built = new ArrayList<>();

    void add(ComposeService service, ServiceDraft draft, boolean portInCommand) {
        built.add(new Built(service, draft, portInCommand));
    }

    void judge() {
        built.stream().filter(this::isWorker).forEach(worker -> worker.draft.silence());
    }

    private boolean isWorker(Built one) {
        ComposeService service = one.service;
        boolean mayListen = service.start().isEmpty()
                || one.portInCommand
                || !service.ports().isEmpty()
                || !service.health().isEmpty();
        return !mayListen
                && built.stream().anyMatch(other -> other != one && sharesImage(one, other) && listens(other))
                && built.stream().noneMatch(other -> other != one && calls(other, service));
    }

    private static boolean listens(Built other) {
        return other.service.start().isEmpty() || !other.service.ports().isEmpty();
    }

    private static boolean sharesImage(Built one, Built other) {
        ServiceSpec.Dockerfile mine = one.draft.dockerfile();
        ServiceSpec.Dockerfile theirs = other.draft.dockerfile();
        return mine != null
                && theirs != null
                && mine.path().equals(theirs.path())
                && Objects.equals(mine.context(), theirs.context());
    }

    /** Whether a variable of {@code other} holds an address at {@code service}. */
    private static boolean calls(Built other, ComposeService service) {
        Pattern address = Pattern.compile("(^|[/@,])" + Pattern.quote(service.name()) + "(:\\d|/|$)");
        return other.service.environment().values().stream()
                .anyMatch(value -> address.matcher(value).find());
    }
}
