import pg from 'pg';

const ATTEMPTS = 30;
const PAUSE_MS = 1000;

const MIGRATION = `
  CREATE TABLE IF NOT EXISTS todo (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title text NOT NULL,
    done boolean NOT NULL DEFAULT false
  )`;

// Two replicas that start at once take turns.
const MIGRATION_LOCK = 7_301_552;

async function migrate(pool) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await client.query(MIGRATION);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

/** Connects to the database, waiting for it to come up, and makes the table where it is missing. */
export async function database(connectionString) {
  if (!connectionString) throw new Error('DATABASE_URL is not set');
  const pool = new pg.Pool({ connectionString, max: 5, connectionTimeoutMillis: 5000 });
  // An idle connection that the server cuts is replaced by the next query.
  pool.on('error', (error) => console.error(`database: ${error.message}`));
  for (let attempt = 1; ; attempt++) {
    try {
      await migrate(pool);
      return pool;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      console.log(`database is not ready (${error.message}), attempt ${attempt} of ${ATTEMPTS}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
