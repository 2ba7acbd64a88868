package io.kyozo.deployer.backup;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a database's own programs write its data out and read it back, run by a shell in its container. They take its
 * credentials from the variables that the container was given, so that none is in an argument.
 *
 * @param dumpScript prints the data
 * @param restoreScript reads it on its standard input; it replaces what is there
 * @param restarts whether the service reads what was restored when it is started again
 */
public record DumpTool(String dumpScript, String restoreScript, boolean restarts) {
    /** {@code value NAME}: a variable, or what is in the file that {@code NAME_FILE} names. */
    private static final String HEAD = """
            set -eu
            value() {
              eval "file=\\${$1_FILE:-} text=\\${$1:-}"
              if [ -n "$file" ]; then cat "$file"; else printf %s "$text"; fi
            }
            """;

    private static final String POSTGRES = """
            user=${POSTGRES_USER:-postgres}
            db=${POSTGRES_DB:-$user}
            """;

    /** Into a database beside it first, which takes its place when it is whole: a restore that fails changes nothing. */
    private static final String POSTGRES_RESTORE = """
            sql() {
              psql --quiet --no-psqlrc -v ON_ERROR_STOP=1 -v db="$db" -v next="${db}_restoring" -v old="${db}_replaced" \\
                --username="$user" --dbname=template1 >/dev/null
            }
            sql <<'SQL'
            DROP DATABASE IF EXISTS :"next" WITH (FORCE);
            DROP DATABASE IF EXISTS :"old" WITH (FORCE);
            CREATE DATABASE :"next" TEMPLATE template0;
            SQL
            pg_restore --exit-on-error --no-owner --no-acl --username="$user" --dbname="${db}_restoring"
            sql <<'SQL' || { sql <<'UNDO'; exit 1; }
            ALTER DATABASE :"db" ALLOW_CONNECTIONS false;
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :'db';
            BEGIN;
            ALTER DATABASE :"db" RENAME TO :"old";
            ALTER DATABASE :"next" RENAME TO :"db";
            COMMIT;
            SQL
            ALTER DATABASE :"db" ALLOW_CONNECTIONS true;
            UNDO
            sql <<'SQL'
            DROP DATABASE :"old" WITH (FORCE);
            SQL
            """;

    private static final String MYSQL = """
            db=${MARIADB_DATABASE:-${MYSQL_DATABASE:-app}}
            MYSQL_PWD=$(value MARIADB_ROOT_PASSWORD)
            [ -n "$MYSQL_PWD" ] || MYSQL_PWD=$(value MYSQL_ROOT_PASSWORD)
            export MYSQL_PWD
            """;

    private static final String REDIS = """
            REDISCLI_AUTH=$(value REDIS_PASSWORD)
            export REDISCLI_AUTH
            name=redis
            if command -v valkey-cli >/dev/null; then name=valkey; fi
            setting() { $name-cli --raw config get "$1" | tail -n 1; }
            """;

    private static final String RABBITMQ = "export HOME=/var/lib/rabbitmq\n";

    private static final String MONGO = """
            user=${MONGO_INITDB_ROOT_USERNAME:-}
            password=$(value MONGO_INITDB_ROOT_PASSWORD)
            """;

    private static final DumpTool OF_POSTGRES = new DumpTool(
            POSTGRES + "exec pg_dump --format=custom --username=\"$user\" --dbname=\"$db\"\n",
            POSTGRES + POSTGRES_RESTORE,
            false);

    private static final DumpTool OF_MYSQL = new DumpTool(MYSQL + """
            tool=$(command -v mariadb-dump || command -v mysqldump)
            exec "$tool" --host=127.0.0.1 --user=root --single-transaction --routines --events --triggers --hex-blob \\
              --add-drop-database --databases "$db"
            """, MYSQL + """
            tool=$(command -v mariadb || command -v mysql)
            exec "$tool" --host=127.0.0.1 --user=root
            """, false);

    /** The server's own snapshot, as a replica would get it; it reads such a file when it starts. */
    private static final DumpTool OF_REDIS = new DumpTool(REDIS + "exec $name-cli --rdb -\n", REDIS + """
            if [ "$(setting appendonly)" != no ]; then
              echo "it keeps an append-only file, which would win over what is restored" >&2
              exit 1
            fi
            next=$(setting dir)/kyozo-restoring.rdb
            cat >"$next"
            $name-check-rdb "$next" >/dev/null || { rm -f "$next"; echo "the backup is no snapshot of $name" >&2; exit 1; }
            $name-cli config set save '' >/dev/null
            mv "$next" "$(setting dir)/$(setting dbfilename)"
            """, true);

    /** Users, queues, exchanges and bindings; not the messages that wait in the queues. */
    private static final DumpTool OF_RABBITMQ =
            new DumpTool(RABBITMQ + "exec rabbitmqctl --quiet export_definitions -\n", RABBITMQ + """
            rabbitmqctl --quiet import_definitions >&2
            password=$(value RABBITMQ_DEFAULT_PASS)
            [ -z "$password" ] || printf '%s\\n' "$password" | rabbitmqctl --quiet change_password "$RABBITMQ_DEFAULT_USER" >&2
            """, false);

    private static final DumpTool OF_MONGODB = new DumpTool(
            MONGO
                    + "exec mongodump --quiet --archive --authenticationDatabase=admin --username=\"$user\" --password=\"$password\"\n",
            MONGO + "exec mongorestore --quiet --archive --drop --nsExclude='admin.*' --authenticationDatabase=admin"
                    + " --username=\"$user\" --password=\"$password\"\n",
            false);

    private static final Map<String, DumpTool> BY_STACK = Map.of(
            "postgres", OF_POSTGRES,
            "mysql", OF_MYSQL,
            "mariadb", OF_MYSQL,
            "redis", OF_REDIS,
            "valkey", OF_REDIS,
            "rabbitmq", OF_RABBITMQ,
            "mongodb", OF_MONGODB);

    /** The tool for services of this stack; empty where there is none, so that only its volumes can be copied. */
    public static Optional<DumpTool> ofStack(String stack) {
        return Optional.ofNullable(BY_STACK.get(stack));
    }

    /** Argv that prints the data. */
    public List<String> dump() {
        return List.of("sh", "-c", HEAD + dumpScript);
    }

    /** Argv that reads it back. */
    public List<String> restore() {
        return List.of("sh", "-c", HEAD + restoreScript);
    }
}
