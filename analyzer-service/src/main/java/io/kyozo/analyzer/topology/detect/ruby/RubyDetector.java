package io.kyozo.analyzer.topology.detect.ruby;

import io.kyozo.analyzer.topology.BuildPlan;
import io.kyozo.analyzer.topology.DevelopmentOnly;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.detect.Detector;
import io.kyozo.analyzer.topology.detect.Framework;
import io.kyozo.analyzer.topology.detect.Judge;
import io.kyozo.analyzer.topology.detect.ToolVersions;
import io.kyozo.analyzer.topology.parse.Numbers;
import io.kyozo.contracts.topology.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds Ruby applications by their Gemfile or config.ru. */
public final class RubyDetector implements Detector {
    static final String DEFAULT = "3.1";

    private static final List<Framework> FRAMEWORKS = List.of(
            Framework.web("rails", "rails", 3000),
            Framework.web("hanami", "hanami", 2300),
            Framework.web("sinatra", "sinatra", 4567),
            Framework.api("grape", "grape", 9292),
            Framework.api("roda", "roda", 9292),
            Framework.web("jekyll", "jekyll", 4000),
            Framework.api("puma", "rack", 9292),
            Framework.api("unicorn", "rack", 8080),
            Framework.api("thin", "rack", 3000),
            Framework.api("passenger", "rack", 3000),
            Framework.api("rack", "rack", 9292),
            Framework.worker("sidekiq", "sidekiq"));

    private static final Set<String> DRIVERS = Set.of("pg", "mysql2", "trilogy", "sqlite3");

    @Override
    public List<ServiceDraft> detect(Folder folder) {
        List<ServiceDraft> drafts = new ArrayList<>();
        for (FolderFile file : folder.named(".", List.of("Gemfile", "config.ru"))) {
            boolean alone = file.name().equals("config.ru") && !folder.has(FolderPath.join(file.dir(), "Gemfile"));
            if (file.name().equals("Gemfile") || alone) {
                drafts.add(draft(folder, file));
            }
        }
        return drafts;
    }

    private static ServiceDraft draft(Folder folder, FolderFile manifest) {
        String dir = manifest.dir();
        ServiceDraft draft = new ServiceDraft(dir, "ruby").shows(manifest.path(), 1, 0.6, "is a Ruby project");
        folder.text(manifest.path()).ifPresent(text -> gems(text, draft));
        adapter(folder, dir, draft);
        draft.version(version(folder, dir));
        boolean locked = folder.has(FolderPath.join(dir, "Gemfile.lock"));
        if (locked) {
            draft.shows(FolderPath.join(dir, "Gemfile.lock"), 0, 0.2, "locks its packages");
        }
        boolean rack = folder.has(FolderPath.join(dir, "config.ru"));
        if (rack) {
            draft.shows(FolderPath.join(dir, "config.ru"), 1, 0.6, "is a Rack application");
        }
        Judge.place(draft);
        Judge.framework(draft, FRAMEWORKS)
                .filter(framework -> framework.name().equals("rails"))
                .ifPresent(rails -> draft.defaultHealth(health(folder, dir)));
        boolean gem = folder.namesIn(dir).stream().anyMatch(name -> name.endsWith(".gemspec"));
        if (gem && !rack) {
            draft.denies(manifest.path(), 0, 0.85, "it is a library: it has a gemspec");
        }
        start(folder, dir, rack, locked, draft);
        return draft;
    }

    private static String health(Folder folder, String dir) {
        return folder.text(FolderPath.join(dir, "config/routes.rb"))
                .filter(text -> text.contains("rails/health#show"))
                .map(text -> "/up")
                .orElse("");
    }

    private static void gems(TextFile text, ServiceDraft draft) {
        int number = 0;
        boolean aside = false;
        for (String raw : text.lines()) {
            number++;
            String line = raw.strip();
            if (line.startsWith("group ") || line.startsWith("group(")) {
                aside = isAside(line);
            } else if (line.equals("end")) {
                aside = false;
            } else if (line.startsWith("gem ") || line.startsWith("gem(")) {
                String[] parts = line.split("[\"']", 3);
                if (parts.length > 1) {
                    String name = parts[1].toLowerCase(java.util.Locale.ROOT);
                    String key = name.equals("pg") ? "pg" : name;
                    boolean grouped = line.contains("group:") || line.contains("groups:");
                    draft.dependencies()
                            .put(
                                    key,
                                    aside || grouped && isAside(line)
                                            ? DevelopmentOnly.evidence(text.path(), number, name)
                                            : new Evidence(text.path(), number, 0.5, "depends on " + name));
                }
            }
        }
    }

    /** Whether the groups that a line names are of development and tests alone. */
    private static boolean isAside(String line) {
        return (line.contains(":development") || line.contains(":test")) && !line.contains(":production");
    }

    /** Where the Gemfile has drivers for several databases, config/database.yml says which one is spoken to. */
    private static void adapter(Folder folder, String dir, ServiceDraft draft) {
        String stated = folder.text(FolderPath.join(dir, "config/database.yml"))
                .flatMap(text -> text.lines().stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith("adapter:"))
                        .findFirst())
                .map(line -> line.substring(8).strip())
                .orElse("");
        String driver =
                switch (stated) {
                    case "postgresql", "postgis" -> "pg";
                    default -> stated;
                };
        if (draft.dependencies().containsKey(driver)) {
            draft.dependencies().keySet().removeIf(name -> DRIVERS.contains(name) && !name.equals(driver));
        }
    }

    private static String version(Folder folder, String dir) {
        String stated = ToolVersions.nearest(folder, dir, ".ruby-version");
        if (stated.isEmpty()) {
            stated = ToolVersions.of(folder, dir, "ruby");
        }
        if (stated.isEmpty()) {
            stated = folder.text(FolderPath.join(dir, "Gemfile"))
                    .flatMap(text -> text.lines().stream()
                            .filter(line -> line.startsWith("ruby "))
                            .findFirst())
                    .orElse("");
        }
        int major = Numbers.first(stated);
        int dot = stated.indexOf('.');
        int minor = dot < 0 ? -1 : Numbers.leading(stated.substring(dot + 1));
        boolean open = stated.contains(">=") || stated.contains("~>") && major == 3 && minor <= 1;
        return major < 2 || minor < 0 || open ? DEFAULT : major + "." + minor;
    }

    private static void start(Folder folder, String dir, boolean rack, boolean locked, ServiceDraft draft) {
        boolean empty = draft.dependencies().isEmpty();
        List<String> start = command(folder, dir, rack, draft);
        draft.start(start);
        draft.build(
                empty
                        ? List.of()
                        : List.of(
                                List.of("bundle", "config", "set", "--local", "path", "vendor/bundle"),
                                List.of("bundle", "install")));
        List<String> manifests = locked ? List.of("Gemfile", "Gemfile.lock") : List.of("Gemfile");
        boolean local = folder.text(FolderPath.join(dir, "Gemfile"))
                .filter(text -> text.contains("path:") || text.contains("gemspec") || text.contains(".ruby-version"))
                .isPresent();
        List<String> compile = draft.framework().equals("rails")
                        && folder.under(FolderPath.join(dir, "app/assets")).size() > 0
                ? List.of("SECRET_KEY_BASE_DUMMY=1 RAILS_ENV=production bundle exec rails assets:precompile")
                : List.of();
        draft.plan(BuildPlan.none(dir)
                .manifests(local || empty ? List.of() : manifests)
                .install(
                        empty
                                ? List.of()
                                : List.of("bundle config set --local without 'development test'", "bundle install"))
                .compile(compile)
                .env(
                        draft.framework().equals("rails")
                                ? Map.of("RAILS_ENV", "production", "RAILS_LOG_TO_STDOUT", "1")
                                : Map.of()));
    }

    private static List<String> command(Folder folder, String dir, boolean rack, ServiceDraft draft) {
        if (draft.framework().equals("rails")) {
            return List.of("sh", "-c", "exec bundle exec rails server -b 0.0.0.0 -p ${PORT:-3000}");
        }
        if (rack && draft.dependsOn("puma")) {
            return List.of("sh", "-c", "exec bundle exec puma -b tcp://0.0.0.0:${PORT:-9292}");
        }
        if (rack) {
            return List.of("sh", "-c", "exec bundle exec rackup -o 0.0.0.0 -p ${PORT:-9292}");
        }
        for (String script : List.of("app.rb", "server.rb", "main.rb", "index.rb", "web.rb", "myapp.rb")) {
            if (folder.has(FolderPath.join(dir, script))) {
                return draft.dependencies().isEmpty()
                        ? List.of("ruby", script)
                        : List.of("bundle", "exec", "ruby", script);
            }
        }
        return folder.namesIn(dir).stream()
                .filter(name -> name.endsWith(".rb"))
                .findFirst()
                .map(name -> List.of("bundle", "exec", "ruby", name))
                .orElse(List.of());
    }
}
