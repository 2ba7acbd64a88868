package io.kyozo.web.page;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Cursor pagination, as a {@code @BeanParam}: {@code page[size]} and {@code page[after]}. Lists sort by id, newest first. */
public class PageQuery {
    /** The largest page. */
    public static final int MAX_SIZE = 200;

    @QueryParam("page[size]")
    @DefaultValue("50")
    @Min(1)
    @Max(MAX_SIZE)
    public int size = 50;

    /** Id of the last resource of the page before; absent for the first page. */
    @QueryParam("page[after]")
    @Nullable
    public String after;
}
