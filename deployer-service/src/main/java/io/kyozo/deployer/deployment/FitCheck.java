package io.kyozo.deployer.deployment;

import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.deployment.PlanProblem.Code;
import io.kyozo.deployer.service.Share;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether a plan fits into the host, the team's quota and the ports that are free: all that it does not fit into. */
public final class FitCheck {
    private static final double GIB = 1024.0 * 1024 * 1024;

    private final Surroundings surroundings;
    private final List<PlanProblem> problems = new ArrayList<>();

    public FitCheck(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** {@code sharedPorts} tells whether replicas listen on the host's own ports. */
    public List<PlanProblem> check(DeploymentPlan plan, boolean sharedPorts) {
        List<PlannedService> running =
                plan.services().stream().filter(PlannedService::runs).toList();
        running.forEach(this::checkHost);
        if (sharedPorts) {
            checkPorts(running);
        }
        checkQuota(plan);
        checkDisk(running);
        return List.copyOf(problems);
    }

    /** The fixed ports that {@code plan}'s own services want. */
    public static Map<Integer, String> fixedPorts(List<PlannedService> services) {
        Map<Integer, String> fixed = new HashMap<>();
        for (PlannedService service : services) {
            if (!service.plan().managed()) {
                service.plan().ports().stream()
                        .filter(port -> port.envVar().isEmpty())
                        .forEach(port -> fixed.putIfAbsent(port.number(), service.name()));
            }
        }
        return fixed;
    }

    private void checkHost(PlannedService service) {
        ServiceSpec.Resources limits = service.plan().resources();
        if (surroundings.hostMemoryBytes() > 0 && limits.memoryBytes() > surroundings.hostMemoryBytes()) {
            add(
                    Code.LIMIT_ABOVE_HOST,
                    service.name(),
                    "its memory limit of " + gib(limits.memoryBytes()) + " is more than the "
                            + gib(surroundings.hostMemoryBytes()) + " that the host has",
                    "lower the limit, or run it on a larger host");
        }
        if (surroundings.hostCpus() > 0 && limits.cpus() > surroundings.hostCpus()) {
            add(
                    Code.LIMIT_ABOVE_HOST,
                    service.name(),
                    "its limit of " + limits.cpus() + " cores is more than the " + surroundings.hostCpus()
                            + " that the host has",
                    "lower the limit");
        }
    }

    private void checkPorts(List<PlannedService> running) {
        Map<Integer, String> first = fixedPorts(running);
        for (PlannedService service : running) {
            fixedPorts(List.of(service)).keySet().forEach(port -> {
                if (!service.name().equals(first.get(port))) {
                    add(
                            Code.PORT_TAKEN,
                            service.name(),
                            "port " + port + " is also that of " + first.get(port),
                            "let it read PORT");
                } else if (surroundings.takenPorts().contains(port)) {
                    add(
                            Code.PORT_TAKEN,
                            service.name(),
                            "another program of this host listens on port " + port,
                            "end that program, or let the service read PORT");
                }
            });
        }
    }

    private void checkQuota(DeploymentPlan plan) {
        Share quota = surroundings.quota();
        Share used = surroundings.usedElsewhere();
        List<PlannedService> counted = plan.services().stream()
                .filter(service -> service.runs() || service.change() == DeploymentPlan.Change.KEEP)
                .toList();
        long memory = counted.stream()
                .mapToLong(service -> service.plan().resources().memoryBytes() * service.replicas())
                .sum();
        double cpus = counted.stream()
                .mapToDouble(service -> service.plan().resources().cpus() * service.replicas())
                .sum();
        int services = used.services() + counted.size();
        if (quota.memoryBytes() > 0 && used.memoryBytes() + memory > quota.memoryBytes()) {
            over("memory", gib(used.memoryBytes() + memory), gib(quota.memoryBytes()));
        }
        if (quota.cpus() > 0 && used.cpus() + cpus > quota.cpus()) {
            over("cores", number(used.cpus() + cpus), number(quota.cpus()));
        }
        if (quota.services() > 0 && services > quota.services()) {
            over("services", String.valueOf(services), String.valueOf(quota.services()));
        }
    }

    private void checkDisk(List<PlannedService> running) {
        boolean known = surroundings.freeDiskBytes() > 0;
        if (!running.isEmpty() && known && surroundings.freeDiskBytes() < surroundings.minFreeDiskBytes()) {
            add(
                    Code.DISK_FULL,
                    "",
                    "only " + gib(surroundings.freeDiskBytes()) + " are left on the disk of images and volumes, "
                            + gib(surroundings.minFreeDiskBytes()) + " must be",
                    "remove workspaces or images that are no longer needed, or free the disk otherwise");
        }
    }

    private void over(String what, String wanted, String allowed) {
        add(
                Code.QUOTA_EXCEEDED,
                "",
                "the team's workspaces would take " + wanted + (what.equals("memory") ? " of " : " ") + what + ", its"
                        + " quota is " + allowed,
                "stop or scale down what is not needed, or have the quota raised");
    }

    private void add(Code code, String service, String problem, String mend) {
        problems.add(new PlanProblem(code, service, problem, mend));
    }

    private static String gib(long bytes) {
        return number(bytes / GIB) + " GiB";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
    }
}
