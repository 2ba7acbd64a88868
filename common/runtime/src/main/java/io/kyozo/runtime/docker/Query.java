package io.kyozo.runtime.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A request's path and query, escaped. */
final class Query {
    private final String path;
    private final Map<String, String> parameters = new TreeMap<>();

    Query(String path) {
        this.path = path;
    }

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @CanIgnoreReturnValue
    Query with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    @CanIgnoreReturnValue
    Query with(String name, long value) {
        return with(name, Long.toString(value));
    }

    Request get() {
        return Request.builder().method(Request.Method.GET).path(text()).build();
    }

    String text() {
        var query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + segment(entry.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }
}
