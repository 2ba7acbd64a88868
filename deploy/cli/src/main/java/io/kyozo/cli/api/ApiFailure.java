package io.kyozo.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** An answer of the API that is no success: an RFC 9457 problem or JSON:API errors, said in words. */
public final class ApiFailure extends RuntimeException {
    private final int status;
    private final transient JsonNode body;

    ApiFailure(String call, int status, JsonNode body) {
        super(call + " answered " + status);
        this.status = status;
        this.body = body;
    }

    public int status() {
        return status;
    }

    /** Title, detail and each invalid field, with the code under which the documentation explains it. */
    public String explain() {
        List<String> lines = new ArrayList<>();
        for (JsonNode error : body.path("errors")) {
            lines.add(words(error));
        }
        if (lines.isEmpty()) {
            lines.add(words(body));
        }
        for (JsonNode violation : body.path("violations")) {
            lines.add("  " + violation.path("field").asText() + ": "
                    + violation.path("message").asText());
        }
        return String.join("\n", lines);
    }

    private String words(JsonNode problem) {
        String title = problem.path("title").asText("");
        String detail = problem.path("detail").asText("");
        String code = problem.path("code").asText("");
        if (title.isEmpty() && detail.isEmpty()) {
            return getMessage() + (status == 401 ? "; was Kyozo started with another data folder?" : "");
        }
        String said = detail.isEmpty() ? title : title.isEmpty() ? detail : title + ": " + detail;
        return code.isEmpty() ? said : said + " (" + code + ")";
    }
}
