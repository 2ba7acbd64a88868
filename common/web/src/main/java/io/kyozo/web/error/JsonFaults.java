package io.kyozo.web.error;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import io.kyozo.contracts.error.DidYouMean;
import io.kyozo.contracts.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Says what is wrong with a body that could not be read, in the words of who wrote it: no class names. */
final class JsonFaults {
    private JsonFaults() {}

    static Problem problem(JsonProcessingException fault) {
        if (fault instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            Problem.Part part = new Problem.Part(detail(mapping), pointer(mapping), null);
            return Problem.of(ErrorCode.INVALID_REQUEST, part.detail(), List.of(part), Map.of());
        }
        return Problem.of(ErrorCode.INVALID_REQUEST, "The body is not valid JSON" + where(fault.getLocation()) + ".");
    }

    private static String detail(JsonMappingException fault) {
        String at = "\"" + pointer(fault) + "\"";
        if (fault instanceof PropertyBindingException unknown) {
            List<String> known = Objects.requireNonNullElse(unknown.getKnownPropertyIds(), List.of()).stream()
                    .map(String::valueOf)
                    .toList();
            return at + " is not known here." + DidYouMean.sentence(unknown.getPropertyName(), known);
        }
        if (fault instanceof InvalidFormatException format
                && format.getTargetType().isEnum()) {
            List<String> known = Arrays.stream(format.getTargetType().getEnumConstants())
                    .map(String::valueOf)
                    .toList();
            return at + " must be one of " + String.join(", ", known) + "."
                    + DidYouMean.sentence(String.valueOf(format.getValue()), known);
        }
        return at + " is missing or not of the expected kind.";
    }

    private static String pointer(JsonMappingException fault) {
        return fault.getPath().stream()
                .map(step ->
                        "/" + (step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName()))
                .collect(Collectors.joining());
    }

    private static String where(JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : ": look at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
