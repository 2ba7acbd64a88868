package io.kyozo.deployer.deployment;

/**
 * Why a plan can't be carried out.
 *
 * @param service that it is about; empty for the deployment as a whole
 * @param problem what is wrong
 * @param mend what to do about it
 */
public record PlanProblem(String service, String problem, String mend) {
    /** In one line, for a person. */
    public String text() {
        return (service.isEmpty() ? "" : service + ": ") + problem + (mend.isEmpty() ? "" : " (" + mend + ")");
    }
}
