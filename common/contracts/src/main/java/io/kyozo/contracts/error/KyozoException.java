package io.kyozo.contracts.error;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The root of all failures that a person or another system is told of. The detail says what is wrong in this case and
 * how to mend it; it holds no class name, no path of the server and no secret.
 */
public class KyozoException extends RuntimeException {
    private final ErrorCode code;
    private final transient Map<String, Object> fields = new LinkedHashMap<>();

    public KyozoException(ErrorCode code, String detail) {
        super(detail);
        this.code = code;
    }

    public KyozoException(ErrorCode code, String detail, Throwable cause) {
        super(detail, cause);
        this.code = code;
    }

    /** Adds a field that the answer carries beside the detail, such as the archive entry at fault. */
    @CanIgnoreReturnValue
    public final KyozoException with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    public final ErrorCode code() {
        return code;
    }

    /** What is particular to this case, for a person. */
    public final String detail() {
        return String.valueOf(getMessage());
    }

    public final Map<String, Object> fields() {
        return Map.copyOf(fields);
    }
}
