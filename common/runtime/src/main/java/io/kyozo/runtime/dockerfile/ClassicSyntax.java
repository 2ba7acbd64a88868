package io.kyozo.runtime.dockerfile;

import java.util.regex.Pattern;

/**
 * Makes a Dockerfile written for BuildKit fit for the classic builder, which is the one the engine's API offers. What
 * only speeds a build up is dropped: cache mounts, {@code --link}, the platform that a stage is built on.
 */
public final class ClassicSyntax {
    private static final Pattern CACHE_MOUNT =
            Pattern.compile("--mount=(?=\\S*type=(?:cache|tmpfs)\\b)\\S+(?:\\s*\\\\\\n)?\\s*");
    private static final Pattern LINK = Pattern.compile("--link(?:=\\w+)?\\s+");
    private static final Pattern PLATFORM = Pattern.compile("--platform=\"?\\$\\{?(?:BUILD|TARGET)PLATFORM}?\"?\\s+");

    private ClassicSyntax() {}

    public static Dockerfile of(Dockerfile file) {
        return new Dockerfile(
                file.instructions().stream().map(ClassicSyntax::rewrite).toList());
    }

    private static Instruction rewrite(Instruction instruction) {
        return switch (instruction.keyword()) {
            case "RUN" -> without(CACHE_MOUNT, instruction);
            case "COPY", "ADD" -> without(LINK, instruction);
            case "FROM" -> without(PLATFORM, instruction);
            default -> instruction;
        };
    }

    private static Instruction without(Pattern option, Instruction instruction) {
        return new Instruction(
                instruction.keyword(),
                option.matcher(instruction.arguments()).replaceAll(""),
                option.matcher(instruction.text()).replaceAll(""));
    }
}
