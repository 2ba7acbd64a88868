import express from 'express';
import { links } from './links.js';
import { page } from './page.js';

const port = process.env.PORT || 3000;
const app = express();

app.use(express.urlencoded({ extended: false }));

app.get('/healthz', (request, response) => {
  response.json({ status: 'ok', links: links.all().length });
});

app.get('/', (request, response) => {
  response.type('html').send(page(links.all()));
});

app.post('/links', (request, response) => {
  const problem = links.add(request.body?.url);
  if (problem) {
    response.status(400).type('html').send(page(links.all(), problem));
    return;
  }
  response.redirect(303, '/');
});

app.get('/l/:id', (request, response) => {
  const link = links.visit(request.params.id);
  if (!link) {
    response.status(404).type('html').send(page(links.all(), 'There is no such link.'));
    return;
  }
  response.redirect(302, link.url);
});

const server = app.listen(port, () => {
  console.log(`listening on ${server.address().port}`);
});

// Requests under way are answered before the process ends.
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    console.log(`${signal}: closing`);
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
}
