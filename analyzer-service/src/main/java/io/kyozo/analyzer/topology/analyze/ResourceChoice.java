package io.kyozo.analyzer.topology.analyze;

import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec.Resources;

/** Limits to start with, by what a service is and what runs it; measurements replace them later. */
final class ResourceChoice {
    private static final long MIB = 1L << 20;

    private ResourceChoice() {}

    static Resources of(ServiceDraft draft, ServiceKind kind) {
        return switch (kind) {
            case STATIC -> new Resources(64 * MIB, 0.25, 64);
            case CACHE -> new Resources(256 * MIB, 0.5, 128);
            case DATABASE, QUEUE, OBJECT_STORE -> new Resources(512 * MIB, 1, 256);
            case SEARCH -> new Resources(2048 * MIB, 1, 512);
            case LIBRARY -> new Resources(0, 0, 0);
            case WEB, API, WORKER -> application(draft);
        };
    }

    private static Resources application(ServiceDraft draft) {
        return switch (draft.stack()) {
            case "go", "rust", "cpp", "crystal", "zig" -> new Resources(128 * MIB, 0.5, 128);
            case "java", "kotlin", "scala", "clojure" -> new Resources(768 * MIB, 1, 512);
            case "dotnet", "elixir", "ruby" -> new Resources(512 * MIB, 1, 256);
            default ->
                draft.framework().equals("next") || draft.framework().equals("nuxt")
                        ? new Resources(768 * MIB, 1, 256)
                        : new Resources(384 * MIB, 0.5, 256);
        };
    }
}
