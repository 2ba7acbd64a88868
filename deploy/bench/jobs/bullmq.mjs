// BullMQ on Redis, 100 jobs at once, finished ones removed.
import { Queue, Worker } from 'bullmq';
import { measure } from './harness.mjs';

const connection = { host: '127.0.0.1', port: Number(process.env.BENCH_REDIS_PORT), maxRetriesPerRequest: null };
const queue = new Queue('bench', { connection, defaultJobOptions: { removeOnComplete: true } });
let worker;

await measure({
  empty: () => queue.obliterate({ force: true }),
  add: (value) => queue.add('bench', { value }),
  addMany: (values) => queue.addBulk(values.map((value) => ({ name: 'bench', data: { value } }))),
  async start(handle) {
    worker = new Worker('bench', async (job) => handle(job.data.value), { connection, concurrency: 100 });
    await worker.waitUntilReady();
  },
  stop: () => worker.close(),
});
