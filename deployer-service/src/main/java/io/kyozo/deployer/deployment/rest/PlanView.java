package io.kyozo.deployer.deployment.rest;

import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.deployer.deployment.PlanPreview;
import io.kyozo.deployer.deployment.PlanProblem;
import io.kyozo.deployer.json.Words;
import io.kyozo.deployer.service.EnvBinding;
import io.kyozo.deployer.service.ServicePlan;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plan as the API shows it, before it is run.
 *
 * @param workspaceId its workspace
 * @param action what was asked for, such as {@code deploy}
 * @param valid whether it can be run
 * @param problems all that keeps it from being run, each with its mend
 * @param network name of the workspace's network
 * @param services what becomes of each service, in start order
 */
public record PlanView(
        UUID workspaceId, String action, boolean valid, List<Problem> problems, String network, List<Line> services) {
    static final String TYPE = "plans";

    /**
     * What keeps it from being run.
     *
     * @param code what kind of problem, such as {@code quota-exceeded}
     * @param service that it is about; empty for the deployment as a whole
     * @param problem what is wrong
     * @param mend what to do about it
     */
    public record Problem(String code, String service, String problem, String mend) {
        static Problem of(PlanProblem found) {
            return new Problem(found.code().text(), found.service(), found.problem(), found.mend());
        }
    }

    /**
     * One service.
     *
     * @param service its name
     * @param kind such as {@code web}
     * @param stack such as {@code node}
     * @param effect create, replace, scale, unchanged, stop or remove
     * @param changes what differs from what runs
     * @param strategy how old replicas give way to new ones
     * @param replicas how many will run
     * @param image it runs
     * @param builds whether the image is not there yet and would be built
     * @param ports it listens on, the main one first
     * @param url its stable address; null where it has none
     * @param volumes paths whose content survives
     * @param variables names of those that it is told
     * @param secrets names of those that hold secrets
     * @param needs services that are started before it
     * @param resources limits; 0 for none
     * @param readOnlyRoot whether its root file system is read-only
     */
    public record Line(
            String service,
            String kind,
            String stack,
            String effect,
            List<String> changes,
            String strategy,
            int replicas,
            String image,
            boolean builds,
            List<Integer> ports,
            @Nullable String url,
            List<String> volumes,
            List<String> variables,
            List<String> secrets,
            List<String> needs,
            ServiceSpec.Resources resources,
            boolean readOnlyRoot) {}

    static PlanView of(UUID workspaceId, String action, PlanPreview preview) {
        return new PlanView(
                workspaceId,
                action,
                preview.isValid(),
                preview.problems().stream().map(Problem::of).toList(),
                preview.network(),
                preview.services().stream().map(PlanView::line).toList());
    }

    private static Line line(PlanPreview.Line shown) {
        ServicePlan plan = shown.planned().plan();
        return new Line(
                plan.name(),
                Words.of(plan.kind()),
                plan.stack(),
                Words.of(shown.difference().effect()),
                shown.difference().changes(),
                Words.of(shown.strategy()),
                shown.planned().replicas(),
                plan.image(),
                shown.builds(),
                plan.ports().stream().map(ServiceSpec.Port::number).toList(),
                shown.url().orElse(null),
                plan.volumes(),
                names(plan, false),
                names(plan, true),
                plan.needs(),
                plan.resources(),
                plan.readOnlyRoot());
    }

    /** A connection string holds a password. */
    private static List<String> names(ServicePlan plan, boolean secret) {
        return plan.env().stream()
                .filter(binding -> secret == (binding.isSecret() || binding.source() == EnvBinding.Source.CONNECTION))
                .map(EnvBinding::name)
                .toList();
    }
}
