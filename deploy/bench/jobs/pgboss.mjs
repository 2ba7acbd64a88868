// pg-boss with batches, fetched without a pause while they come back full, and notifications.
import { PgBoss } from 'pg-boss';
import pg from 'pg';
import { measure } from './harness.mjs';

const connectionString = process.env.BENCH_POSTGRES;
const boss = new PgBoss({ connectionString, max: 16, supervise: false, schedule: false, useListenNotify: true });
boss.on('error', () => {});
await boss.start();
await boss.createQueue('bench', { notify: true });

await measure({
  empty: () => boss.deleteAllJobs('bench'),
  async analyze() {
    const client = new pg.Client({ connectionString });
    await client.connect();
    await client.query('vacuum analyze');
    await client.end();
  },
  add: (value) => boss.send('bench', { value }),
  addMany: (values) => boss.insert('bench', values.map((value) => ({ data: { value } }))),
  start: (handle) =>
    boss.work(
      'bench',
      { batchSize: 500, localConcurrency: 2, burstWhenBatchFull: true, pollingIntervalSeconds: 0.5 },
      async (jobs) => jobs.forEach((job) => handle(job.data.value)),
    ),
  stop: () => boss.offWork('bench'),
});
