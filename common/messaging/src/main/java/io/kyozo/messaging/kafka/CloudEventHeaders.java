package io.kyozo.messaging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** CloudEvents 1.0 in Kafka's binary mode: attributes are headers with the prefix {@code ce_}, the value is the data. */
public final class CloudEventHeaders {
    private static final String SOURCE_PREFIX = "/kyozo/";

    private CloudEventHeaders() {}

    /** The headers of {@code event}; its data is not looked at. */
    public static Headers write(Event<?> event) {
        Headers headers = new RecordHeaders();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", event.id().toString());
        put(headers, "ce_type", event.type().ceType());
        put(headers, "ce_source", SOURCE_PREFIX + event.source());
        put(headers, "ce_subject", event.subject().toString());
        put(
                headers,
                "ce_time",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(event.time().atOffset(ZoneOffset.UTC)));
        put(headers, "ce_teamid", event.teamId().toString());
        put(headers, "ce_correlationid", event.correlationId());
        put(headers, "ce_sequence", Long.toString(event.sequence()));
        put(headers, "content-type", "application/json");
        return headers;
    }

    /** The event that {@code headers} and {@code data} make. */
    public static <T> Event<T> read(Headers headers, EventType expected, T data) {
        String type = text(headers, "ce_type");
        if (!type.equals(expected.ceType())) {
            throw new UnreadableEventException("type is " + type + ", not " + expected.ceType());
        }
        return new Event<>(
                parse(headers, "ce_id", UUID::fromString),
                expected,
                source(text(headers, "ce_source")),
                parse(headers, "ce_subject", UUID::fromString),
                parse(headers, "ce_teamid", UUID::fromString),
                text(headers, "ce_correlationid"),
                parse(headers, "ce_sequence", Long::parseLong),
                parse(headers, "ce_time", CloudEventHeaders::instant),
                data);
    }

    static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static String source(String uri) {
        return uri.startsWith(SOURCE_PREFIX) ? uri.substring(SOURCE_PREFIX.length()) : uri;
    }

    private static <V> V parse(Headers headers, String name, Function<String, V> parser) {
        String text = text(headers, name);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableEventException("header " + name + " is not valid: " + cut(text));
        }
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new UnreadableEventException("header " + name + " is missing");
        }
        return new String(header.value(), UTF_8);
    }

    private static String cut(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
