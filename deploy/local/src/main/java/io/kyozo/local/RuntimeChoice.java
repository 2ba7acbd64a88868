package io.kyozo.local;

/** Which runtime an installation uses; decided once at its start, so that all services agree. */
final class RuntimeChoice {
    private RuntimeChoice() {}

    /** {@code docker} or {@code process} for {@code auto}; docker that is asked for, but does not answer, is a failure. */
    static String resolve(String asked, EngineAddress engine) throws InterruptedException {
        return switch (asked) {
            case "process" -> "process";
            case "auto" -> engine.answers() ? "docker" : "process";
            case "docker" -> {
                if (!engine.answers()) {
                    throw new LaunchFailure("No container engine answers at " + engine.uri() + ". Start one, set"
                            + " DOCKER_HOST, have a private one started (deploy/edge/engine.sh start FOLDER), or use"
                            + " --runtime process, which runs services as processes without isolation.");
                }
                yield "docker";
            }
            default ->
                throw new LaunchFailure("There is no runtime '" + asked + "'; there are auto, docker and process.");
        };
    }
}
