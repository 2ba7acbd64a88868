package io.kyozo.web.correlation;

import io.kyozo.contracts.Uuid7;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The correlation id of what is being done now. It is kept in the logging context, which follows a request across
 * threads, so every log line carries it.
 */
public final class CorrelationId {
    /** The header that brings it in and sends it back. */
    public static final String HEADER = "X-Correlation-Id";

    /** Its key in the logging context. */
    public static final String MDC_KEY = "correlationId";

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{7,63}");

    private CorrelationId() {}

    /** The present id; a fresh one, kept from now on, where there is none. */
    public static String current() {
        return MDC.get(MDC_KEY) instanceof String present ? present : use(null);
    }

    /** Makes {@code offered} the present id, or a fresh one where it is absent or not 8 to 64 of {@code A-Z a-z 0-9 . _ -}. */
    public static String use(@Nullable String offered) {
        String id = offered != null && VALID.matcher(offered).matches()
                ? offered
                : Uuid7.next().toString();
        MDC.put(MDC_KEY, id);
        return id;
    }
}
