package io.kyozo.deployer.deployment;

/** The saga's steps, in order. Each may be done again from its beginning at any time, by whoever picks the job up. */
public enum SagaStep {
    /** Plans, and finds all problems before anything is touched. */
    VALIDATE(2, "Checking the plan"),
    /** Makes the images that are not there yet, and meanwhile the network. */
    BUILD(8, "Building images"),
    /** Records and starts volumes and new replicas, in dependency order. */
    START(60, "Starting services"),
    /** Probes the new replicas from outside. */
    VERIFY(75, "Verifying services"),
    /** Sends a share of the requests to the new replicas, and compares; only for those strategies that do so. */
    TRIAL(80, "Trying the new version on requests"),
    /** Sends requests to the new replicas. From here on there is no way back but another deployment. */
    SWITCH_ROUTE(88, "Switching routes"),
    /** Waits until the replicas of services that end have answered what they were asked; only where services end. */
    DRAIN(92, "Draining old replicas"),
    /** Stops and removes those; replicas that others replaced go after it is live, in a job of their own. */
    RETIRE(95, "Removing old replicas"),
    /** Makes it live. */
    COMPLETE(98, "Finishing"),
    /** Removes what this deployment made, and lets the old replicas serve again. */
    UNDO(90, "Rolling back");

    private final int progress;
    private final String message;

    SagaStep(int progress, String message) {
        this.progress = progress;
        this.message = message;
    }

    /** How far a deployment is when the step begins, 0 to 100. */
    public int progress() {
        return progress;
    }

    /** What it does, for a person. */
    public String message() {
        return message;
    }

    /** Whether the step comes before requests are sent to the new replicas, so that it can be undone unseen. */
    public boolean beforeSwitch() {
        return compareTo(SWITCH_ROUTE) < 0;
    }
}
