package io.kyozo.deployer.service;

import io.kyozo.deployer.build.ContentHash;
import java.util.List;
import java.util.UUID;

/**
 * Names of everything a deployment makes. They follow from ids alone, so that an action repeated after a crash meets
 * what it made before, and none is over 63 characters (a DNS label).
 */
public final class ObjectNames {
    private static final int READABLE = 16;
    private static final int HASH = 12;

    private ObjectNames() {}

    public static String network(UUID workspaceId, String workspace) {
        return "ky-" + cut(workspace) + "-" + hash(workspaceId.toString(), "network");
    }

    public static String volume(UUID workspaceId, String workspace, String service, String path) {
        return "ky-" + cut(workspace) + "-" + cut(service) + "-" + hash(workspaceId.toString(), service, path);
    }

    public static String container(UUID workspaceId, String workspace, UUID deploymentId, String service, int ordinal) {
        String hash = hash(workspaceId.toString(), deploymentId.toString(), service);
        return "ky-" + cut(workspace) + "-" + cut(service) + "-" + hash + "-" + ordinal;
    }

    /** The name under which the route finds a service, {@code <service>.<workspace>.localhost}. */
    public static String host(String workspace, String service, String domain) {
        return service + "." + workspace + "." + domain;
    }

    private static String cut(String slug) {
        String cut = slug.length() <= READABLE ? slug : slug.substring(0, READABLE);
        return cut.endsWith("-") ? cut.substring(0, cut.length() - 1) : cut;
    }

    private static String hash(String... parts) {
        return new ContentHash().addAll(List.of(parts)).hex(HASH);
    }
}
