package io.kyozo.web.page;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cursor pagination, as a {@code @Valid @BeanParam}: {@code page[size]} and {@code page[after]}. Lists sort by id, newest
 * first; a query fetches {@link #fetch} rows of ids below the {@link #cursor}, and {@link Pages} does the rest.
 */
public class PageQuery {
    /** The largest page. */
    public static final int MAX_SIZE = 200;

    @QueryParam("page[size]")
    @DefaultValue("50")
    @Min(value = 1, message = "must be at least 1")
    @Max(value = MAX_SIZE, message = "must be at most 200")
    public int size = 50;

    /** Id of the last resource of the page before; absent for the first page. */
    @QueryParam("page[after]")
    @Nullable
    public String after;

    /** Only rows with an id below this one belong to the page; empty for the first page. */
    public Optional<UUID> cursor() {
        if (after == null || after.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(after));
        } catch (IllegalArgumentException e) {
            throw new KyozoException(
                    ErrorCode.INVALID_REQUEST, "\"page[after]\" must be the id that the page before ends with.");
        }
    }

    /** How many rows to fetch: one more than the page holds, to see whether there is a next one. */
    public int fetch() {
        return size + 1;
    }
}
