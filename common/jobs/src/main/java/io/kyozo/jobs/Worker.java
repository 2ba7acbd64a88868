package io.kyozo.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a {@link JobHandler} known to the engine and says how its jobs are run. Checked at start-up. It also makes the
 * class an application-scoped bean: nothing else is needed on it.
 */
@Stereotype
@ApplicationScoped
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Worker {
    /** Names the handler in the database for ever: {@code <feature>.<verb-noun>}, such as {@code topology.analyze-folder}. */
    String type();

    /** The queue: deployment, analysis, health, metrics, clean-up, or one configured under {@code kyozo.jobs.queues}. */
    String queue();

    /** How often a job is tried before it is dead-lettered. */
    int maxAttempts() default 3;

    /** ISO-8601 duration after which an attempt is interrupted and counts as failed. */
    String timeout() default "PT10M";

    /** ISO-8601 duration before the second attempt; doubles with each further one, with full jitter. */
    String backoffBase() default "PT5S";

    /** ISO-8601 duration that the back-off does not exceed. */
    String backoffCap() default "PT30S";

    /**
     * How many jobs with the same {@link JobRequest#exclusive key} are run at once in the queue, over all instances, when
     * one of this type is to be next; 0 where keys mean nothing.
     */
    int perKey() default 0;
}
