package io.kyozo.testkit.arch;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;

/**
 * The worker's jobs are tried as often as those of its queue are. What comes again by itself, at the next tick, may be tried
 * once; queues that a service adds have their own rules.
 */
final class BeTriedAsItsQueueIs extends ArchCondition<JavaClass> {
    static final String WORKER = "io.kyozo.jobs.Worker";
    private static final String CRON_JOB = "io.kyozo.jobs.CronJob";
    private static final Map<String, Integer> ATTEMPTS =
            Map.of("deployment", 3, "analysis", 3, "health", 2, "metrics", 2, "clean-up", 2);

    BeTriedAsItsQueueIs() {
        super("be tried as often as the jobs of its queue are");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        JavaAnnotation<JavaClass> worker = type.getAnnotationOfType(WORKER);
        String queue = (String) worker.get("queue").orElseThrow();
        int attempts = (int) worker.get("maxAttempts").orElseThrow();
        int expected = ATTEMPTS.getOrDefault(queue, attempts);
        boolean comesAgain = attempts == 1 && type.isAssignableTo(CRON_JOB);
        if (attempts != expected && !comesAgain) {
            events.add(SimpleConditionEvent.violated(
                    type,
                    type.getName() + " is tried " + attempts + " times, jobs of queue " + queue + " " + expected));
        }
    }
}
