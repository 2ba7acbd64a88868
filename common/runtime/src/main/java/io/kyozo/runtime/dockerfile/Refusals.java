package io.kyozo.runtime.dockerfile;

import io.kyozo.contracts.error.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Dockerfile may not ask for. A step of a build is kept from the host like a container is; these would have the
 * engine itself act for it, or let the step out of its confinement.
 */
public final class Refusals {
    private static final Map<String, String> RUN_OPTIONS = Map.of(
            "--security", "it changes how the step is confined; leave it out",
            "--network", "it chooses the step's network; leave it out",
            "--device", "it opens devices of the host; leave it out");

    private static final Set<String> INSTRUCTIONS = Set.of(
            "ADD",
            "ARG",
            "CMD",
            "COPY",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "FROM",
            "HEALTHCHECK",
            "LABEL",
            "MAINTAINER",
            "ONBUILD",
            "RUN",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR");

    /** What instructions are told beside their arguments. */
    private static final Map<String, Set<String>> OPTIONS = Map.of(
            "RUN", Set.of("--mount", "--security", "--network", "--device"),
            "COPY", Set.of("--from", "--chown", "--chmod", "--link"),
            "ADD", Set.of("--chown", "--chmod", "--link", "--checksum", "--keep-git-dir"),
            "FROM", Set.of("--platform"));

    private static final Pattern MOUNT = Pattern.compile("--mount=(\\S+)");
    private static final Pattern MOUNT_TYPE = Pattern.compile("(?:^|,)type=([a-z]+)");
    private static final Pattern REMOTE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*|git@.*|.*\\$.*");

    private Refusals() {}

    /** Each with its line and what to do; empty where there are none. */
    public static List<String> of(Dockerfile file) {
        var found = new ArrayList<String>();
        var line = 1;
        for (var instruction : file.instructions()) {
            for (var reason : reasons(instruction)) {
                found.add("line " + line + ": " + instruction.keyword() + " is refused: " + reason);
            }
            line += (int) instruction.text().chars().filter(c -> c == '\n').count() + 1;
        }
        return found;
    }

    private static List<String> reasons(Instruction instruction) {
        var keyword = instruction.keyword();
        if (!keyword.isEmpty() && !INSTRUCTIONS.contains(keyword)) {
            return List.of("it is no instruction of a Dockerfile." + DidYouMean.sentence(keyword, INSTRUCTIONS));
        }
        var reasons = new ArrayList<>(unknownOptions(instruction));
        reasons.addAll(
                switch (keyword) {
                    case "RUN" -> ofRun(instruction.arguments());
                    case "ADD" -> ofAdd(instruction.arguments());
                    case "ONBUILD" -> reasons(Instruction.of(instruction.arguments(), instruction.arguments()));
                    default -> List.<String>of();
                });
        return reasons;
    }

    private static List<String> unknownOptions(Instruction instruction) {
        var known = OPTIONS.get(instruction.keyword());
        return known == null
                ? List.of()
                : options(instruction.arguments())
                        .map(Refusals::name)
                        .filter(option -> !known.contains(option))
                        .map(option -> option + ": it is no option that a build here knows; leave it out")
                        .toList();
    }

    /** What begins with two dashes before anything else. */
    private static Stream<String> options(String arguments) {
        return Stream.of(arguments.split("\\s+")).takeWhile(word -> word.startsWith("--"));
    }

    private static String name(String option) {
        return option.contains("=") ? option.substring(0, option.indexOf('=')) : option;
    }

    private static List<String> ofRun(String arguments) {
        var reasons = new ArrayList<String>();
        for (var word : options(arguments).toList()) {
            var why = RUN_OPTIONS.get(name(word));
            if (why != null) {
                reasons.add(word + ": " + why);
            }
            var mount = MOUNT.matcher(word);
            if (mount.matches()) {
                ofMount(mount.group(1), reasons);
            }
        }
        return reasons;
    }

    /** Cache and tmpfs mounts only speed a build up, and are dropped; the others bring something in. */
    private static void ofMount(String options, List<String> into) {
        var type = MOUNT_TYPE.matcher(options);
        var kind = type.find() ? type.group(1) : "bind";
        switch (kind) {
            case "cache", "tmpfs" -> {}
            case "secret", "ssh" ->
                into.add("a mount of type " + kind
                        + " needs a builder that the engine's API does not offer; give the value"
                        + " to the service when it runs, as a variable");
            default -> into.add("a mount of type " + kind + " is not offered; copy the files with COPY");
        }
    }

    /** The engine itself fetches what is remote, from the host's own network. */
    private static List<String> ofAdd(String arguments) {
        var reasons = new ArrayList<String>();
        var words = List.of(arguments.replaceAll("[\\[\\]\",]", " ").strip().split("\\s+"));
        for (var source : words.subList(0, Math.max(0, words.size() - 1))) {
            if (!source.startsWith("--") && REMOTE.matcher(source).matches()) {
                reasons.add("the engine would fetch " + source + " itself, from where the step may not reach;"
                        + " download it in a RUN step, or COPY a file of the folder");
            }
        }
        return reasons;
    }
}
