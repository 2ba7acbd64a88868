import express from 'express';
import { fileURLToPath } from 'node:url';

const port = process.env.PORT || 3000;
const api = process.env.API_URL || 'http://api:4000';
const API_TIMEOUT_MS = 10_000;
const app = express();

app.get('/healthz', (request, response) => {
  response.json({ status: 'ok' });
});

app.use(express.static(fileURLToPath(new URL('public', import.meta.url))));

app.use('/api', express.text({ type: 'application/json' }), async (request, response) => {
  const answer = await fetch(`${api}${request.url}`, {
    method: request.method,
    headers: { 'content-type': 'application/json' },
    body: request.body || undefined,
    signal: AbortSignal.timeout(API_TIMEOUT_MS),
  });
  response.status(answer.status).type('json').send(await answer.text());
});

app.use((error, request, response, next) => {
  console.error(error.cause?.message ?? error.message);
  if (response.headersSent) next(error);
  else response.status(502).json({ error: 'The list cannot be reached right now.' });
});

const server = app.listen(port, () => {
  console.log(`listening on ${server.address().port}, list at ${api}`);
});

// Requests under way are answered before the process ends.
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    console.log(`${signal}: closing`);
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
}
