package io.kyozo.analyzer.topology.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A Dockerfile, read for what it says about the service it builds.
 *
 * @param instructions in order
 */
public record Dockerfile(List<Instruction> instructions) {
    /**
     * One instruction.
     *
     * @param line 1-based, where it begins
     * @param keyword in upper case
     * @param arguments what follows, continuation lines joined, flags included
     */
    public record Instruction(int line, String keyword, String arguments) {}

    /**
     * One stage.
     *
     * @param image what it starts from, or the name of an earlier stage
     * @param name as given by AS; empty without one
     * @param line of its FROM
     * @param instructions after its FROM
     */
    public record Stage(String image, String name, int line, List<Instruction> instructions) {}

    public static Dockerfile parse(List<String> lines) {
        return new Dockerfile(new DockerfileReader(lines).read());
    }

    /** The file up to the end of the stage called {@code target}; the whole where there is none of that name. */
    public Dockerfile upTo(String target) {
        boolean inside = false;
        for (int i = 0; i < instructions.size(); i++) {
            Instruction instruction = instructions.get(i);
            if (instruction.keyword.equals("FROM")) {
                if (inside) {
                    return new Dockerfile(instructions.subList(0, i));
                }
                List<String> words = words(instruction.arguments);
                inside = words.size() > 2 && words.get(words.size() - 1).equalsIgnoreCase(target);
            }
        }
        return this;
    }

    public List<Stage> stages() {
        List<Stage> stages = new ArrayList<>();
        for (Instruction instruction : instructions) {
            if (instruction.keyword.equals("FROM")) {
                List<String> words = words(instruction.arguments);
                words.removeIf(word -> word.startsWith("--"));
                int as = words.size() == 3 && words.get(1).equalsIgnoreCase("as") ? 2 : -1;
                String image = words.isEmpty() ? "" : resolve(words.get(0));
                stages.add(new Stage(image, as < 0 ? "" : words.get(as), instruction.line, new ArrayList<>()));
            } else if (!stages.isEmpty()) {
                stages.get(stages.size() - 1).instructions.add(instruction);
            }
        }
        return stages;
    }

    /** The last stage and, before it, the stages it is built on by FROM: what holds in the image. */
    public List<Stage> lineage() {
        List<Stage> stages = stages();
        List<Stage> lineage = new ArrayList<>();
        if (stages.isEmpty()) {
            return lineage;
        }
        Stage stage = stages.get(stages.size() - 1);
        for (int i = stages.size() - 1; i >= 0; i--) {
            Stage candidate = stages.get(i);
            if (lineage.isEmpty() || candidate.name.equalsIgnoreCase(stage.image) && !candidate.name.isEmpty()) {
                lineage.add(0, candidate);
                stage = candidate;
            }
        }
        return lineage;
    }

    /** The image that the last stage comes from; empty for a file without FROM. */
    public String baseImage() {
        List<Stage> lineage = lineage();
        return lineage.isEmpty() ? "" : lineage.get(0).image;
    }

    /** The last instruction with this keyword that holds in the image. */
    public Optional<Instruction> last(String keyword) {
        return all(keyword).stream().reduce((first, second) -> second);
    }

    /** The instructions with this keyword that hold in the image. */
    public List<Instruction> all(String keyword) {
        return lineage().stream()
                .flatMap(stage -> stage.instructions.stream())
                .filter(instruction -> instruction.keyword.equals(keyword))
                .toList();
    }

    /** Ports that EXPOSE names, with variables resolved from ARG and ENV. */
    public List<Integer> exposedPorts() {
        List<Integer> ports = new ArrayList<>();
        for (Instruction expose : all("EXPOSE")) {
            for (String word : words(resolve(expose.arguments))) {
                String number = word.split("[/-]", 2)[0];
                if (!word.toLowerCase(Locale.ROOT).endsWith("/udp") && Numbers.isPort(number)) {
                    ports.add(Integer.parseInt(number));
                }
            }
        }
        return ports.stream().distinct().toList();
    }

    /** Variables set by ENV in the image, the last value of each. */
    public Map<String, String> env() {
        Map<String, String> env = new LinkedHashMap<>();
        all("ENV").forEach(instruction -> assignments(instruction.arguments, env));
        return env;
    }

    /** The argv of CMD, ENTRYPOINT or SHELL form; a shell line is answered as {@code sh -c line}. */
    public static List<String> argv(String arguments) {
        String text = arguments.strip();
        if (text.startsWith("[")) {
            JsonNode array = DataFiles.parseJson(text);
            if (array.isArray()) {
                List<String> argv = new ArrayList<>();
                array.forEach(item -> argv.add(item.asText()));
                return argv;
            }
        }
        return text.isEmpty() ? List.of() : List.of("sh", "-c", text);
    }

    private String resolve(String text) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        Map<String, String> known = new LinkedHashMap<>();
        for (Instruction instruction : instructions) {
            if (instruction.keyword.equals("ARG") || instruction.keyword.equals("ENV")) {
                assignments(instruction.arguments, known);
            }
        }
        return Variables.expand(text, known);
    }

    static void assignments(String arguments, Map<String, String> into) {
        List<String> words = words(arguments);
        if (!words.isEmpty() && words.get(0).indexOf('=') < 0) {
            into.put(words.get(0), String.join(" ", words.subList(1, words.size())));
            return;
        }
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                into.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
    }

    /** Splits at blanks outside quotes; the quotes are dropped. */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (Character.isWhitespace(c)) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(c);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
