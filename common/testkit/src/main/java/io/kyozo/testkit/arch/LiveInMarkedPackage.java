package io.kyozo.testkit.arch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The class's package has a {@code package-info} with {@code @NullMarked} and {@code @CheckReturnValue}. */
final class LiveInMarkedPackage extends ArchCondition<JavaClass> {
    private static final String NULL_MARKED = "org.jspecify.annotations.NullMarked";
    private static final String CHECK_RETURN_VALUE = "com.google.errorprone.annotations.CheckReturnValue";

    LiveInMarkedPackage() {
        super("live in a package marked @NullMarked and @CheckReturnValue");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NULL_MARKED)
                && type.getPackage().isAnnotatedWith(CHECK_RETURN_VALUE);
        if (!marked) {
            events.add(SimpleConditionEvent.violated(
                    type, type.getPackageName() + " (" + type.getName() + ") is not marked"));
        }
    }
}
