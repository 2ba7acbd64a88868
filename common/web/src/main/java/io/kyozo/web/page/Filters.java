package io.kyozo.web.page;

import io.kyozo.contracts.error.DidYouMean;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The {@code filter[name]} parameters of a list. An unknown name is refused, not ignored: its result would mislead. */
public final class Filters {
    private static final String PREFIX = "filter[";

    private final Map<String, String> values;

    private Filters(Map<String, String> values) {
        this.values = values;
    }

    /** Reads the request's filters; fails with {@link ErrorCode#INVALID_REQUEST} on one that is not in {@code known}. */
    public static Filters of(UriInfo uri, String... known) {
        Map<String, String> values = new LinkedHashMap<>();
        uri.getQueryParameters().forEach((parameter, given) -> {
            if (parameter.startsWith(PREFIX)) {
                values.put(name(parameter, List.of(known)), given.get(given.size() - 1));
            }
        });
        return new Filters(values);
    }

    private static String name(String parameter, List<String> known) {
        String name = parameter.endsWith("]")
                ? parameter.substring(PREFIX.length(), parameter.length() - 1)
                : parameter.substring(PREFIX.length());
        if (!known.contains(name)) {
            String there =
                    known.isEmpty() ? "There are no filters here." : "There are: " + String.join(", ", known) + ".";
            throw new KyozoException(
                            ErrorCode.INVALID_REQUEST,
                            "There is no filter \"" + name + "\"." + DidYouMean.sentence(name, known) + " " + there)
                    .with("parameter", parameter);
        }
        return name;
    }

    /** The filter's text; empty where it is not given. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    public Optional<UUID> uuid(String name) {
        return text(name).map(value -> parsed(name, value, "a UUID", UUID::fromString));
    }

    public Optional<Long> number(String name) {
        return text(name).map(value -> parsed(name, value, "a whole number", Long::valueOf));
    }

    /** One of an enum's constants, in any case and with dashes for underscores. */
    public <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        return text(name).map(value -> constant(name, value, type));
    }

    private static <E extends Enum<E>> E constant(String name, String value, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value.replace('-', '_'))) {
                return constant;
            }
        }
        List<String> known =
                List.of(type.getEnumConstants()).stream().map(Enum::name).toList();
        throw wrong(name, "one of " + String.join(", ", known) + "." + DidYouMean.sentence(value, known));
    }

    private static <T> T parsed(String name, String value, String kind, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw wrong(name, kind + ".");
        }
    }

    private static KyozoException wrong(String name, String expected) {
        String parameter = PREFIX + name + "]";
        return new KyozoException(ErrorCode.INVALID_REQUEST, "\"" + parameter + "\" must be " + expected)
                .with("parameter", parameter);
    }
}
