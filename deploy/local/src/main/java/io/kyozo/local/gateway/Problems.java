package io.kyozo.local.gateway;

import io.kyozo.contracts.error.ErrorCode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** The gateway's own error answers: RFC 9457 problems, or a page where a browser asks. */
final class Problems {
    private Problems() {}

    /** Answers with a problem, unless the answer has begun or the client has gone. */
    static void send(HttpServerRequest request, ErrorCode code, String detail) {
        HttpServerResponse response = request.response();
        if (response.headWritten() || response.ended() || response.closed()) {
            return;
        }
        response.headers().clear();
        response.setStatusCode(code.status());
        response.putHeader("Cache-Control", "no-store");
        boolean browser = String.valueOf(request.getHeader("Accept")).contains("text/html");
        if (browser) {
            response.putHeader("Content-Type", "text/html; charset=utf-8");
            var unused = response.end(page(code, detail));
        } else {
            response.putHeader("Content-Type", "application/problem+json");
            var unused = response.end(problem(code, detail).encode());
        }
    }

    private static JsonObject problem(ErrorCode code, String detail) {
        return new JsonObject()
                .put("type", code.docsAnchor())
                .put("title", code.title())
                .put("status", code.status())
                .put("detail", detail)
                .put("code", code.code());
    }

    private static String page(ErrorCode code, String detail) {
        return "<!doctype html><meta charset=utf-8><title>%d %s</title>".formatted(code.status(), escape(code.title()))
                + "<style>body{font:16px/1.5 system-ui;margin:15vh auto;max-width:36em;padding:0 1em}</style>"
                + "<h1>%s</h1><p>%s</p><p><small>Kyozo &middot; %s</small></p>\n"
                        .formatted(escape(code.title()), escape(detail), code.code());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
