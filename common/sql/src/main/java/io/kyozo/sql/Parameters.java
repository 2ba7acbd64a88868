package io.kyozo.sql;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Statement parameters as the driver wants them: instants with an offset, enums by name. */
final class Parameters {
    private Parameters() {}

    static Tuple tuple(@Nullable Object... parameters) {
        return Tuple.newInstance(io.vertx.sqlclient.Tuple.wrap(adapt(parameters)));
    }

    static @Nullable Object[] adapt(@Nullable Object... parameters) {
        @Nullable Object[] adapted = new @Nullable Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            adapted[i] = adapt(parameters[i]);
        }
        return adapted;
    }

    private static @Nullable Object adapt(@Nullable Object parameter) {
        if (parameter instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        return parameter instanceof Enum<?> constant ? constant.name() : parameter;
    }
}
