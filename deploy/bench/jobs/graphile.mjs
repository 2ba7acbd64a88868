// graphile-worker as its page on performance tunes it: a local queue and batched completion, 24 jobs at once.
import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';
import { measure } from './harness.mjs';

const connectionString = process.env.BENCH_POSTGRES;
const logger = new Logger(() => () => {});
const pgPool = new pg.Pool({ connectionString, max: 25 });
const utils = await makeWorkerUtils({ pgPool, logger });
await utils.migrate();
let runner;

await measure({
  async empty() {
    await pgPool.query('truncate graphile_worker._private_jobs');
  },
  async analyze() {
    await pgPool.query('vacuum analyze graphile_worker._private_jobs');
  },
  add: (value) => utils.addJob('bench', { value }),
  addMany: (values) => utils.addJobs(values.map((value) => ({ identifier: 'bench', payload: { value } }))),
  async start(handle) {
    runner = await run({
      pgPool,
      logger,
      noHandleSignals: true,
      taskList: { bench: async ({ value }) => handle(value) },
      preset: {
        worker: {
          concurrentJobs: 24,
          localQueue: { size: 500 },
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
        },
      },
    });
  },
  stop: () => runner.stop(),
});
