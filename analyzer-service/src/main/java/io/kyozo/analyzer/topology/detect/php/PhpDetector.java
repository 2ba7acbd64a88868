package io.kyozo.analyzer.topology.detect.php;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.BuildPlan;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.Detector;
import io.kyozo.analyzer.topology.detect.Framework;
import io.kyozo.analyzer.topology.detect.Judge;
import io.kyozo.analyzer.topology.detect.ToolVersions;
import io.kyozo.analyzer.topology.parse.DataFiles;
import io.kyozo.analyzer.topology.parse.Numbers;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds PHP applications by composer.json, or by an index.php in a folder that a web server would serve. */
public final class PhpDetector implements Detector {
    static final String DEFAULT = "8.2";
    private static final Set<String> PUBLIC = Set.of("public", "web", "htdocs", "www", "html", "webroot");

    private static final List<Framework> FRAMEWORKS = List.of(
            Framework.web("laravel/framework", "laravel", 0),
            Framework.web("symfony/framework-bundle", "symfony", 0),
            Framework.web("symfony/runtime", "symfony", 0),
            Framework.web("slim/slim", "slim", 0),
            Framework.web("laravel/lumen-framework", "lumen", 0),
            Framework.web("cakephp/cakephp", "cakephp", 0),
            Framework.web("yiisoft/yii2", "yii", 0),
            Framework.web("codeigniter4/framework", "codeigniter", 0),
            Framework.web("drupal/core-recommended", "drupal", 0),
            Framework.web("silex/silex", "silex", 0),
            Framework.web("google/cloud-functions-framework", "functions-framework", 0));

    @Override
    public List<ServiceDraft> detect(Folder folder) {
        Set<String> roots = new LinkedHashSet<>();
        folder.named(".", List.of("composer.json")).forEach(file -> roots.add(file.dir()));
        for (FolderFile file : folder.named(".", List.of("index.php"))) {
            String dir = PUBLIC.contains(FolderPath.name(file.dir())) ? FolderPath.parent(file.dir()) : file.dir();
            boolean alone = roots.stream().noneMatch(root -> FolderPath.isWithin(dir, root));
            if (alone && FolderPath.depth(dir) <= 3) {
                roots.add(dir);
            }
        }
        List<ServiceDraft> drafts =
                roots.stream().map(root -> draft(folder, root)).toList();
        drafts.forEach(draft -> PathRepositories.apply(folder, draft, drafts));
        return drafts;
    }

    private static ServiceDraft draft(Folder folder, String dir) {
        ServiceDraft draft = new ServiceDraft(dir, "php").kind(ServiceKind.WEB).version(DEFAULT);
        String manifest = FolderPath.join(dir, "composer.json");
        JsonNode composer = DataFiles.json(folder, manifest);
        if (composer.isObject()) {
            composer(folder, manifest, composer, draft);
        }
        connection(folder, dir, draft);
        String root = documentRoot(folder, dir);
        boolean index = folder.has(FolderPath.join(dir, FolderPath.join(root, "index.php")));
        if (index) {
            draft.shows(FolderPath.join(dir, FolderPath.join(root, "index.php")), 1, 0.6, "is a PHP page");
        }
        Judge.place(draft);
        boolean framework = Judge.framework(draft, FRAMEWORKS).isPresent();
        boolean library = composer.path("type").asText("").equals("library") || composer.has("autoload") && !framework;
        if (!index && library) {
            draft.denies(manifest, 0, 0.85, "it is a library: it has no front page");
        }
        draft.defaultPort(8080).kind(ServiceKind.WEB);
        complete(folder, dir, root, composer.isObject(), draft);
        return draft;
    }

    /** The version that Composer is told to build for, the one that is developed with, else the range that is allowed. */
    private static String wanted(Folder folder, String dir, JsonNode composer) {
        String platform = composer.path("config").path("platform").path("php").asText("");
        String developed = ToolVersions.nearest(folder, dir, ".php-version");
        return Stream.of(platform, developed, ToolVersions.of(folder, dir, "php"))
                .filter(version -> !version.isEmpty())
                .findFirst()
                .orElse(composer.path("require").path("php").asText(""));
    }

    private static void composer(Folder folder, String manifest, JsonNode composer, ServiceDraft draft) {
        draft.shows(manifest, 1, 0.55, "is a Composer package");
        composer.path("require").fieldNames().forEachRemaining(name -> {
            int line = folder.text(manifest)
                    .map(text -> text.lineOf("\"" + name + "\""))
                    .orElse(0);
            String key = name.toLowerCase(Locale.ROOT);
            draft.dependencies().put(key, new Evidence(manifest, line, 0.5, "depends on " + key));
        });
        String wanted = wanted(folder, FolderPath.parent(manifest), composer);
        int dot = wanted.indexOf('.');
        int major = Numbers.first(wanted);
        int minor = dot < 0 ? -1 : Numbers.leading(wanted.substring(dot + 1));
        boolean open = wanted.contains("^") || wanted.contains(">") || wanted.contains("|");
        if (major == 8 && minor > 2 || major == 8 && minor >= 0 && !open) {
            draft.version(major + "." + minor);
        }
        if (folder.has(manifest.replace("composer.json", "composer.lock"))) {
            draft.shows(manifest.replace("composer.json", "composer.lock"), 0, 0.2, "locks its packages");
        }
    }

    /** Laravel's DB_CONNECTION says which of the databases that PHP could speak to is meant. */
    private static void connection(Folder folder, String dir, ServiceDraft draft) {
        for (String name : List.of(".env", ".env.example")) {
            String stated = folder.text(FolderPath.join(dir, name))
                    .flatMap(text -> text.lines().stream()
                            .filter(line -> line.startsWith("DB_CONNECTION="))
                            .findFirst())
                    .map(line -> line.substring(14).strip())
                    .orElse("");
            if (!stated.isEmpty()) {
                draft.dependencies()
                        .keySet()
                        .removeIf(extension ->
                                extension.startsWith("ext-pdo_") && !extension.equals("ext-pdo_" + stated));
                return;
            }
        }
    }

    private static String documentRoot(Folder folder, String dir) {
        for (String candidate : List.of("public", "web", "htdocs", "www", "html", "webroot")) {
            if (folder.has(FolderPath.join(dir, candidate + "/index.php"))) {
                return candidate;
            }
        }
        return ".";
    }

    private static void complete(Folder folder, String dir, String root, boolean composer, ServiceDraft draft) {
        String router = folder.has(FolderPath.join(dir, "artisan"))
                ? " vendor/laravel/framework/src/Illuminate/Foundation/resources/server.php"
                : "";
        draft.start(List.of("sh", "-c", "exec php -S 0.0.0.0:${PORT:-8080} -t " + root + router));
        List<String> install = List.of("composer", "install", "--no-dev", "--no-interaction", "--optimize-autoloader");
        boolean needed = composer && draft.dependencies().keySet().stream().anyMatch(name -> name.contains("/"));
        draft.build(needed ? List.of(install) : List.of());
        draft.plan(BuildPlan.none(dir)
                .install(needed ? List.of(String.join(" ", install)) : List.of())
                .artifact(root));
    }
}
