package io.kyozo.analyzer.topology.detect.web;

import io.kyozo.analyzer.topology.FileFilter;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.Places;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.List;

/**
 * Web server configurations that only pass requests on, and that nothing in the folder builds an image of: they are said
 * to be proxies, and never become services, because whoever runs the services routes requests to them anyway.
 */
public final class ReverseProxies {
    private static final int MAX_PROXIES = 5;

    private static final FileFilter CONFIGS = FileFilter.named(ServerConfig::isOne)
            .where(file -> Places.seldomService(file.dir()).isEmpty());

    private ReverseProxies() {}

    /** Adds to {@code drafts} what is a proxy; meant for folders without a compose file, which would name it. */
    public static void apply(Folder folder, List<ServiceDraft> drafts) {
        List<FolderFile> files = folder.matching(".", CONFIGS).stream()
                .filter(file -> folder.namesIn(file.dir()).stream().noneMatch(ReverseProxies::isDockerfile))
                .filter(file -> drafts.stream()
                        .noneMatch(draft -> !draft.isManaged()
                                && (draft.kind() == ServiceKind.STATIC
                                        || draft.dockerfile() != null
                                        || draft.stack().equals("php"))
                                && FolderPath.isWithin(file.dir(), draft.path())))
                .limit(MAX_PROXIES)
                .toList();
        for (FolderFile file : files) {
            folder.finding(file.path(), ServerConfig.RULE)
                    .filter(ServerConfig::isProxy)
                    .ifPresent(config -> drafts.add(proxy(file, config)));
        }
    }

    private static boolean isDockerfile(String name) {
        return name.startsWith("Dockerfile") || name.equals("Containerfile");
    }

    private static ServiceDraft proxy(FolderFile file, ServerConfig config) {
        String to = config.targets().isEmpty() ? "other servers" : String.join(", ", config.targets());
        return new ServiceDraft(file.dir(), config.server())
                .kind(ServiceKind.API)
                .name(file.dir().equals(".") ? "proxy" : "")
                .shows(file.path(), config.proxy(), 0.9, "passes requests on to " + to)
                .denies(file.path(), config.proxy(), 1, "it is a reverse proxy: it only passes requests on to " + to);
    }
}
