package io.kyozo.analyzer.topology.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kyozo.analyzer.topology.advise.SecondOpinion;
import io.kyozo.analyzer.topology.app.Advisor;
import io.kyozo.analyzer.topology.app.AdvisorConfig;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Any API for chat completions as OpenAI has it, such as that of Ollama, vLLM or llama.cpp. */
@ApplicationScoped
class ChatCompletionsAdvisor implements Advisor {
    private static final int OK = 200;
    private static final int MAX_TOKENS = 1500;

    private final AdvisorConfig config;
    private final ObjectMapper json;
    private final HttpClient http;

    ChatCompletionsAdvisor(Vertx vertx, AdvisorConfig config, ObjectMapper json) {
        this.config = config;
        this.json = json;
        this.http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(2));
    }

    @Override
    public Uni<List<Recommendation>> suggest(TopologyDocument topology) {
        boolean empty = topology.services().stream().noneMatch(service -> service.deployable());
        if (!config.enabled() || empty) {
            return Uni.createFrom().item(List.of());
        }
        return http.request(options())
                .chain(request -> request.send(Buffer.buffer(body(topology)))
                        .chain(this::text)
                        .onTermination()
                        .invoke((answer, failure, cancelled) -> {
                            boolean ended = request.reset();
                        }))
                .map(answer -> read(topology, answer))
                .ifNoItem()
                .after(config.timeout())
                .failWith(() -> failed("it did not answer within " + config.timeout()));
    }

    private RequestOptions options() {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(config.url().toString().replaceAll("/+$", "") + "/chat/completions")
                .setTimeout(config.timeout().toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("Accept", "application/json");
        config.apiKey().ifPresent(key -> options.putHeader("Authorization", "Bearer " + key));
        return options;
    }

    private String body(TopologyDocument topology) {
        ObjectNode body = json.createObjectNode();
        body.put("model", config.model()).put("temperature", 0).put("max_tokens", MAX_TOKENS);
        String question =
                SecondOpinion.question(topology, (int) config.maxQuestion().asLongValue());
        body.putArray("messages")
                .add(json.createObjectNode().put("role", "system").put("content", SecondOpinion.TASK))
                .add(json.createObjectNode().put("role", "user").put("content", question));
        try {
            ObjectNode schema =
                    json.createObjectNode().put("name", "recommendations").put("strict", true);
            schema.set("schema", json.readTree(SecondOpinion.SCHEMA));
            body.putObject("response_format").put("type", "json_schema").set("json_schema", schema);
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Uni<String> text(HttpClientResponse response) {
        if (response.statusCode() != OK) {
            return Uni.createFrom().failure(failed("it answered " + response.statusCode()));
        }
        long limit = config.maxAnswer().asLongValue();
        return response.toMulti()
                .collect()
                .in(Buffer::buffer, (all, part) -> {
                    if (all.length() + part.length() > limit) {
                        throw failed("its answer is longer than " + limit + " bytes");
                    }
                    Buffer whole = all.appendBuffer(part);
                })
                .map(Buffer::toString);
    }

    private List<Recommendation> read(TopologyDocument topology, String answer) {
        try {
            JsonNode content = json.readTree(answer)
                    .path("choices")
                    .path(0)
                    .path("message")
                    .path("content");
            return SecondOpinion.answer(topology, content.asText())
                    .orElseThrow(() -> failed("its answer is not of the shape that was asked for"));
        } catch (JsonProcessingException e) {
            throw failed("its answer is not JSON");
        }
    }

    private static UncheckedIOException failed(String why) {
        return new UncheckedIOException(new IOException("The language model gave no advice: " + why));
    }
}
