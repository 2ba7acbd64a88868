package io.kyozo.web.page;

import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes a page out of the rows that a query with {@link PageQuery#fetch} answered. */
public final class Pages {
    private static final String AFTER = "page[after]";

    private Pages() {}

    /** The page, with a link to the next one where there is one. Links are relative, so they hold behind any proxy. */
    public static <T, A> Document<List<Resource<A>>> of(
            UriInfo uri, PageQuery page, List<T> rows, Function<T, Resource<A>> resource) {
        boolean more = rows.size() > page.size;
        List<Resource<A>> data = rows.stream().limit(page.size).map(resource).toList();
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", link(uri, Map.of()));
        if (more) {
            links.put("next", link(uri, Map.of(AFTER, data.get(data.size() - 1).id())));
        }
        return new Document<>(data, links, Map.of());
    }

    private static String link(UriInfo uri, Map<String, String> changed) {
        List<String> query = new ArrayList<>();
        uri.getQueryParameters().forEach((name, values) -> {
            if (!changed.containsKey(name)) {
                values.forEach(value -> query.add(pair(name, value)));
            }
        });
        changed.forEach((name, value) -> query.add(pair(name, value)));
        String path = uri.getRequestUri().getRawPath();
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
