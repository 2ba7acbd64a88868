package io.kyozo.analyzer.topology.detect.source;

import io.kyozo.analyzer.topology.PortFinding;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The port that a command line states, by a flag ({@code --port 3001}, {@code -b 0.0.0.0:8000}) or by {@code PORT=3000}. */
public final class CommandPorts {
    /** Followed by a port or an address with one, after a blank or an equals sign. */
    private static final Set<String> FLAGS = Set.of(
            "--port",
            "-p",
            "--http-port",
            "--server-port",
            "--server.port",
            "-Dserver.port",
            "-Dquarkus.http.port",
            "--bind",
            "-b",
            "--listen",
            "-l",
            "-S",
            "--addr",
            "--address",
            "--http-address",
            "--http",
            "--web-port");

    /** {@code -p}, {@code -b}, {@code -l} and {@code -S} mean a port to these programs; to others, such as mkdir, they do not. */
    private static final Set<String> SERVERS = Set.of(
            "next",
            "vite",
            "nuxt",
            "serve",
            "http-server",
            "astro",
            "gunicorn",
            "uvicorn",
            "hypercorn",
            "flask",
            "daphne",
            "waitress-serve",
            "rails",
            "puma",
            "thin",
            "unicorn",
            "rackup",
            "php",
            "streamlit",
            "fastapi",
            "granian",
            "json-server",
            "react-router-serve",
            "remix-serve",
            "ng",
            "vue-cli-service",
            "gatsby",
            "docusaurus",
            "sirv",
            "live-server",
            "caddy",
            "deno",
            "plackup",
            "ruby",
            "lite-server");

    private static final int MAX_WORDS = 200;

    /**
     * A port of a command line.
     *
     * @param number 1 to 65535; what the variable falls back to, 0 where it does not
     * @param variable that sets it; empty where it is fixed
     */
    public record Stated(int number, String variable) {}

    private CommandPorts() {}

    /** What {@code line} states; empty where it states no port. */
    public static Optional<Stated> of(String line) {
        List<String> words = words(line);
        boolean server = words.stream().anyMatch(word -> SERVERS.contains(word.substring(word.lastIndexOf('/') + 1)));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            String flag = equals < 0 ? word : word.substring(0, equals);
            boolean known = FLAGS.contains(flag) && (flag.length() > 2 || server);
            String value = equals >= 0 ? word.substring(equals + 1) : i + 1 < words.size() ? words.get(i + 1) : "";
            if (known || flag.equals("PORT") && equals > 0) {
                Optional<Stated> found = value(value);
                if (found.isPresent()) {
                    return found;
                }
            }
            if (word.equals("http.server") || word.equals("runserver")) {
                Optional<Stated> found = value(i + 1 < words.size() ? words.get(i + 1) : "");
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Takes the port that a command line of the user states, where nothing stated one before. */
    public static void apply(String line, Evidence where, ServiceDraft draft) {
        if (draft.ports().isEmpty()) {
            of(line).filter(stated -> stated.number() > 0)
                    .ifPresent(stated ->
                            draft.ports().add(new PortFinding(stated.number(), "http", stated.variable(), where)));
        }
    }

    /** {@code 3001}, {@code :3001}, {@code 0.0.0.0:3001}, {@code $PORT}, <code>${PORT:-3001}</code>. */
    private static Optional<Stated> value(String text) {
        int dollar = text.indexOf('$');
        if (dollar < 0) {
            int number = Ports.number(text.startsWith("tcp://") ? text.substring(6) : text);
            return number < 1 ? Optional.empty() : Optional.of(new Stated(number, ""));
        }
        int from = text.startsWith("{", dollar + 1) ? dollar + 2 : dollar + 1;
        int end = Names.end(text, from);
        String rest = text.substring(end).replace("}", "");
        String fallback = rest.startsWith(":-") ? rest.substring(2) : rest.startsWith("-") ? rest.substring(1) : "";
        String name = text.substring(from, end);
        return Names.isConstant(name)
                ? Optional.of(new Stated(Math.max(0, Ports.number(fallback)), name))
                : Optional.empty();
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split("[\\s;&|\"'()]", MAX_WORDS)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
