import express from 'express';
import { database } from './database.js';

const port = process.env.PORT || 4000;
const db = await database(process.env.DATABASE_URL);
const app = express();

app.use(express.json());

app.get('/healthz', async (request, response) => {
  await db.query('SELECT 1');
  response.json({ status: 'ok' });
});

app.get('/todos', async (request, response) => {
  const { rows } = await db.query('SELECT id, title, done FROM todo ORDER BY id');
  response.json(rows);
});

app.post('/todos', async (request, response) => {
  const title = String(request.body?.title ?? '').trim();
  if (!title || title.length > 200) {
    response.status(400).json({ error: 'A title of 1 to 200 characters is needed.' });
    return;
  }
  const { rows } = await db.query('INSERT INTO todo (title) VALUES ($1) RETURNING id, title, done', [title]);
  response.status(201).json(rows[0]);
});

const ID = /^\d{1,9}$/;

app.patch('/todos/:id', async (request, response) => {
  if (!ID.test(request.params.id)) {
    response.status(404).json({ error: 'There is no such entry.' });
    return;
  }
  const { rows } = await db.query('UPDATE todo SET done = $2 WHERE id = $1 RETURNING id, title, done', [
    request.params.id,
    request.body?.done === true,
  ]);
  if (rows.length === 0) response.status(404).json({ error: 'There is no such entry.' });
  else response.json(rows[0]);
});

app.delete('/todos/:id', async (request, response) => {
  if (ID.test(request.params.id)) await db.query('DELETE FROM todo WHERE id = $1', [request.params.id]);
  response.status(204).end();
});

app.use((error, request, response, next) => {
  console.error(error.message);
  if (response.headersSent) next(error);
  else response.status(error.status ?? 503).json({ error: 'That did not work. Try again.' });
});

const server = app.listen(port, () => {
  console.log(`listening on ${server.address().port}`);
});

// Requests under way are answered before the process ends.
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    console.log(`${signal}: closing`);
    server.close(() => db.end().then(() => process.exit(0)));
    server.closeIdleConnections();
  });
}
