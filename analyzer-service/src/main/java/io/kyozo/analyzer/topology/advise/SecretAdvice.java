package io.kyozo.analyzer.topology.advise;

import io.kyozo.analyzer.topology.FileFilter;
import io.kyozo.analyzer.topology.FileRule;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.Secrets;
import io.kyozo.analyzer.topology.detect.Places;
import io.kyozo.analyzer.topology.parse.Dotenv;
import io.kyozo.analyzer.topology.walk.ToolMade;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds secrets that lie in the folder. Their values are never repeated. */
final class SecretAdvice {
    private static final int MAX_EVIDENCE = 20;
    /** The walk goes from the root down: what lies near it comes first. */
    private static final int MAX_FILES = 1_000;

    private static final int MAX_SIZE = 128 << 10;

    /** Where people put keys. */
    private static final Set<String> LOOKED_AT = Set.of(
            "yaml",
            "yml",
            "json",
            "toml",
            "ini",
            "cfg",
            "conf",
            "properties",
            "env",
            "xml",
            "tf",
            "tfvars",
            "tfstate",
            "pem",
            "key",
            "js",
            "mjs",
            "cjs",
            "ts",
            "tsx",
            "py",
            "rb",
            "php",
            "go",
            "java",
            "kt",
            "cs",
            "rs",
            "sh",
            "npmrc",
            "html");

    private static final Set<String> NAMES =
            Set.of("id_rsa", "id_ed25519", ".npmrc", ".pypirc", ".netrc", "credentials");

    private static final FileFilter ENV_FILES = FileFilter.named(name -> name.startsWith(".env"));
    private static final FileFilter CANDIDATES = FileFilter.named(SecretAdvice::mayHold)
            .where(file -> file.size() <= MAX_SIZE && !ToolMade.isNamedSo(file.path()) && !Places.isAside(file.path()))
            .first(MAX_FILES);

    private static final FileRule<List<SecretShapes.Found>> SHAPES =
            FileRule.of("secrets", FileRule.Result.FINDINGS, SecretShapes::in);

    private SecretAdvice() {}

    static List<Recommendation> of(Folder folder) {
        List<Evidence> found = new ArrayList<>();
        for (FolderFile file : folder.matching(".", ENV_FILES)) {
            found.addAll(stated(folder, file));
        }
        shaped(folder, found);
        return found.isEmpty()
                ? List.of()
                : List.of(new Recommendation(
                        "security.secrets-in-folder",
                        "critical",
                        "Take secrets out of the folder",
                        "Whoever has the folder has them, and they stay in its history. Set them as secrets of the service"
                                + " instead, and replace those that were shared.",
                        found.stream().limit(MAX_EVIDENCE).toList()));
    }

    /** The secrets that a file of variables states; an example states none. */
    static List<Evidence> stated(Folder folder, FolderFile file) {
        return folder.text(file.path()).filter(text -> !isExample(file.name())).stream()
                .flatMap(text -> Dotenv.parse(text.lines()).stream())
                .filter(entry -> !entry.value().isEmpty() && Secrets.isSecret(entry.name(), entry.value()))
                .map(entry -> new Evidence(file.path(), entry.line(), 0.8, "states " + entry.name()))
                .toList();
    }

    private static void shaped(Folder folder, List<Evidence> found) {
        List<FolderFile> files = folder.matching(".", CANDIDATES);
        List<Optional<List<SecretShapes.Found>>> results = folder.findings(files, SHAPES);
        for (int i = 0; i < files.size(); i++) {
            String path = files.get(i).path();
            results.get(i)
                    .ifPresent(shapes -> shapes.forEach(
                            shape -> found.add(new Evidence(path, shape.line(), 0.9, "holds " + shape.what()))));
        }
    }

    private static boolean mayHold(String name) {
        boolean named = NAMES.contains(name) || LOOKED_AT.contains(FolderPath.extension(name));
        return named && !ToolMade.isNamedSo(name) && !isExample(name);
    }

    private static boolean isExample(String name) {
        return name.contains("example") || name.contains("sample") || name.contains("template");
    }
}
