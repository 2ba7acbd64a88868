package io.kyozo.analyzer.topology.advise;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.Secrets;
import io.kyozo.analyzer.topology.parse.Dotenv;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import java.util.ArrayList;
import java.util.List;

/** Finds secrets that lie in the folder. Their values are never repeated. */
final class SecretAdvice {
    private SecretAdvice() {}

    static List<Recommendation> of(Folder folder) {
        List<Evidence> found = new ArrayList<>();
        for (FolderFile file : folder.files()) {
            boolean example = file.name().contains("example")
                    || file.name().contains("sample")
                    || file.name().contains("template");
            if (file.name().startsWith(".env") && !example) {
                folder.text(file.path())
                        .ifPresent(text -> Dotenv.parse(text.lines()).stream()
                                .filter(entry ->
                                        !entry.value().isEmpty() && Secrets.isSecret(entry.name(), entry.value()))
                                .forEach(entry -> found.add(
                                        new Evidence(file.path(), entry.line(), 0.8, "states " + entry.name()))));
            } else if (file.name().endsWith(".pem")
                    || file.name().equals("id_rsa")
                    || file.name().endsWith(".p12")) {
                folder.text(file.path())
                        .map(text -> text.lineOf("PRIVATE KEY-----"))
                        .filter(line -> line > 0)
                        .ifPresent(line -> found.add(new Evidence(file.path(), line, 0.9, "is a private key")));
            }
        }
        return found.isEmpty()
                ? List.of()
                : List.of(new Recommendation(
                        "security.secrets-in-folder",
                        "critical",
                        "Take secrets out of the folder",
                        "Whoever has the folder has them, and they stay in its history. Set them as secrets of the service"
                                + " instead, and replace those that were shared.",
                        found.stream().limit(20).toList()));
    }
}
