package io.kyozo.messaging.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * Event payloads as JSON. Apart from the service's own mapper, whose settings may change without events changing.
 * Unknown properties are passed over, so that a newer producer may say more; missing ones are refused.
 */
public final class EventJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private EventJson() {}

    public static String write(Object data) {
        try {
            return MAPPER.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an event's data can't be written as JSON", e);
        }
    }

    /** Reads {@code json} as a {@code type} that holds all that must be there; throws {@link UnreadableEventException}. */
    public static <T> T read(byte[] json, Class<T> type) {
        T data;
        try {
            data = MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException("not the JSON expected: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UnreadableEventException("not readable: " + e.getMessage());
        }
        if (data == null) {
            throw new UnreadableEventException("the data is null");
        }
        RequiredFields.check(data);
        return data;
    }
}
