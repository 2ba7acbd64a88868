// BullMQ on its PostgreSQL backend, 100 jobs at once, finished ones removed.
import { Queue, Worker, createPostgresBackend } from 'bullmq';
import pg from 'pg';
import { measure } from './harness.mjs';

const connection = { connectionString: process.env.BENCH_POSTGRES, max: 20, migrate: true };
const admin = new pg.Pool({ connectionString: process.env.BENCH_POSTGRES, max: 1 });
const options = { connection, defaultJobOptions: { removeOnComplete: true } };
const queue = new Queue('bench', options, createPostgresBackend);
await queue.waitUntilReady();
let worker;

await measure({
  empty: () => queue.obliterate({ force: true }),
  async analyze() {
    await admin.query('vacuum analyze');
  },
  add: (value) => queue.add('bench', { value }),
  addMany: (values) => queue.addBulk(values.map((value) => ({ name: 'bench', data: { value } }))),
  async start(handle) {
    worker = new Worker('bench', async (job) => handle(job.data.value), { connection, concurrency: 100 }, createPostgresBackend);
    await worker.waitUntilReady();
  },
  stop: () => worker.close(),
});
