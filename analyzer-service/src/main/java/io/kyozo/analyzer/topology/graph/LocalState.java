package io.kyozo.analyzer.topology.graph;

import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.Evidence;
import java.util.List;
import java.util.Optional;

/** Whether a service keeps data in files of its own, so that a second replica would have other data. */
public final class LocalState {
    private static final List<String> PACKAGES = List.of(
            "sqlite3",
            "better-sqlite3",
            "sqlite",
            "lowdb",
            "nedb",
            "@seald-io/nedb",
            "node-persist",
            "level",
            "tinydb",
            "aiosqlite",
            "flask-sqlite3",
            "github.com/mattn/go-sqlite3",
            "modernc.org/sqlite",
            "gorm.io/driver/sqlite",
            "go.etcd.io/bbolt",
            "github.com/dgraph-io/badger/v4",
            "rusqlite",
            "sqlx-sqlite",
            "diesel-sqlite",
            "sled",
            "sqlite-jdbc",
            "h2",
            "ext-sqlite3",
            "ext-pdo_sqlite",
            "microsoft.entityframeworkcore.sqlite",
            "microsoft.data.sqlite",
            "exqlite",
            "ecto_sqlite3");

    /** Modules that come with a language. */
    private static final List<String> MODULES = List.of("sqlite3", "node:sqlite", "bun:sqlite", "shelve", "dbm");

    private LocalState() {}

    /** Where that shows; empty where nothing does. */
    public static Optional<Evidence> of(ServiceDraft draft) {
        for (String name : PACKAGES) {
            Evidence found = draft.dependencies().get(name);
            if (found != null) {
                return Optional.of(new Evidence(found.file(), found.line(), 0.8, "keeps data in files with " + name));
            }
        }
        for (String module : MODULES) {
            Evidence found = draft.findings().imports().get(module);
            if (found != null) {
                return Optional.of(new Evidence(found.file(), found.line(), 0.8, "keeps data in files with " + module));
            }
        }
        return Optional.empty();
    }
}
