package io.kyozo.deployer.json.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** Records as JSON columns. */
@ApplicationScoped
public class JsonText {
    private final ObjectMapper mapper;

    public JsonText(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The record as JSON text, to be cast by the statement. */
    public String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a record that can be written as JSON", e);
        }
    }

    /** The record that {@link #write} wrote. */
    public <T> T read(String text, Class<T> type) {
        try {
            // A newer version may have written more than this one knows.
            return mapper.readerFor(type)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored record can't be read as " + type.getSimpleName(), e);
        }
    }
}
