package io.kyozo.testkit.engine;

import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips the tests of {@link NeedsEngine} where no engine can be had, and says why. */
final class EngineCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return switch (PrivateEngine.find().kind()) {
            case FOUND -> prepare(context);
            case ABSENT -> skip(PrivateEngine.find().reason());
        };
    }

    private static ConditionEvaluationResult prepare(ExtensionContext context) {
        List<String> images = AnnotationSupport.findAnnotation(context.getElement(), NeedsEngine.class)
                .map(needs -> List.of(needs.images()))
                .orElse(List.of());
        PrivateEngine.ensureImages(images.toArray(String[]::new));
        return ConditionEvaluationResult.enabled(
                "container engine at " + PrivateEngine.find().host());
    }

    private static ConditionEvaluationResult skip(String reason) {
        System.err.println("Skipped for want of a container engine: " + reason);
        return ConditionEvaluationResult.disabled("no container engine: " + reason);
    }
}
