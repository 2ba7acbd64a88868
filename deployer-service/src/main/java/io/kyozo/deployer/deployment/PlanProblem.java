package io.kyozo.deployer.deployment;

import java.util.Locale;

/**
 * Why a plan can't be carried out.
 *
 * @param code what kind of problem; explained in docs/errors.md
 * @param service that it is about; empty for the deployment as a whole
 * @param problem what is wrong
 * @param mend what to do about it
 */
public record PlanProblem(Code code, String service, String problem, String mend) {
    /** What kinds of problems there are; a code never changes its meaning. */
    public enum Code {
        NOTHING_TO_DEPLOY,
        NO_RELEASE,
        NOTHING_DEPLOYED,
        UNKNOWN_SERVICE,
        NAME_NOT_VALID,
        NAME_TAKEN,
        PORT_NOT_VALID,
        PORT_TAKEN,
        SINGLE_REPLICA,
        REPLICAS_NOT_VALID,
        VOLUME_NOT_VALID,
        LIMIT_NOT_VALID,
        LIMIT_ABOVE_HOST,
        QUOTA_EXCEEDED,
        DISK_FULL,
        VARIABLE_MISSING,
        SOURCE_MISSING,
        COMMAND_UNKNOWN,
        REQUEST_REFUSED,
        RUNTIME_LACKS,
        RUNTIME_AWAY;

        /** As answers and the documentation have it, such as {@code quota-exceeded}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** In one line, for a person. */
    public String text() {
        return (service.isEmpty() ? "" : service + ": ") + problem + (mend.isEmpty() ? "" : " (" + mend + ")");
    }
}
