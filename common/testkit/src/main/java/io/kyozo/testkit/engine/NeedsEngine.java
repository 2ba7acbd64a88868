package io.kyozo.testkit.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test needs a container engine, see {@link PrivateEngine}. Where there is none and none can be started it is skipped
 * with the reason; the tag {@code engine} leaves it out altogether.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("engine")
@ExtendWith(EngineCondition.class)
public @interface NeedsEngine {
    /** Images that must be there before the test; built from Debian's packages where they are missing. */
    String[] images() default {};
}
