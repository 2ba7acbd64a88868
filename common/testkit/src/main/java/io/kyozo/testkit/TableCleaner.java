package io.kyozo.testkit;

import io.quarkus.test.junit.callback.QuarkusTestAfterEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Empties all tables of the application's schema after each Quarkus test. Flyway's own table, and tables whose comment
 * starts with {@code reference data}, are kept.
 */
public final class TableCleaner implements QuarkusTestAfterEachCallback {
    // In the system properties, because Quarkus loads this class several times over.
    private static final String DATABASE = "kyozo.testkit.database";
    private static final String PORT = "kyozo.testkit.port";
    private static final String SCHEMA = "kyozo.testkit.schema";

    private static final String TABLES = """
            select format('%I.%I', schemaname, tablename) from pg_tables
            where schemaname = current_schema() and tablename <> 'flyway_schema_history'
              and coalesce(obj_description(format('%I.%I', schemaname, tablename)::regclass), '') not like 'reference data%'
            """;

    static void use(EmbeddedPostgres.Database database, String schema) {
        Properties properties = System.getProperties();
        properties.setProperty(DATABASE, database.name());
        properties.setProperty(PORT, String.valueOf(database.port()));
        properties.setProperty(SCHEMA, schema);
    }

    static void useNone() {
        System.clearProperty(DATABASE);
    }

    @Override
    public void afterEach(QuarkusTestMethodContext context) {
        clean();
    }

    /** Empties the tables now; does nothing where the application under test has no database. */
    public static void clean() {
        String name = System.getProperty(DATABASE);
        if (name == null) {
            return;
        }
        var database = new EmbeddedPostgres.Database(name, Integer.getInteger(PORT));
        try (Connection connection = database.connect(System.getProperty(SCHEMA));
                Statement statement = connection.createStatement()) {
            List<String> tables = tables(statement);
            if (!tables.isEmpty()) {
                truncate(statement, String.join(", ", tables));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the tables could not be emptied after the test", e);
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static void truncate(Statement statement, String tables) throws SQLException {
        // Numbers go on: what a running service still writes for an earlier test must not fall among this one's rows.
        String sql = "truncate " + tables + " cascade";
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            // Work that the test left running can hold the tables in another order; it has been rolled back or not by
            // now.
            if (!"40P01".equals(e.getSQLState())) {
                throw e;
            }
            statement.execute(sql);
        }
    }
}
