// What every peer written for Node is measured by. A peer brings: start(handle), stop(), add(value), addMany(values),
// and empty(); handle(value) is to be called when a job starts.

const say = (...figures) => console.log('result ' + figures.join(' '));
const seconds = (since) => Number(process.hrtime.bigint() - since) / 1e9;
const now = () => Number(process.hrtime.bigint() / 1000n);

async function preload(peer, jobs) {
  for (let done = 0; done < jobs; done += 1000) {
    await peer.addMany(new Array(Math.min(1000, jobs - done)).fill(0));
  }
}

async function drained(peer, jobs) {
  let open = jobs;
  let finished;
  const done = new Promise((resolve) => (finished = resolve));
  const begin = process.hrtime.bigint();
  await peer.start(() => {
    if (--open === 0) finished();
  });
  await done;
  const took = seconds(begin);
  await peer.stop();
  return took;
}

async function throughput(peer, jobs) {
  await preload(peer, 5000);
  await drained(peer, 5000); // warm-up
  await preload(peer, jobs);
  await peer.analyze?.();
  say(jobs / (await drained(peer, jobs)));
}

async function enqueueSingly(peer, jobs) {
  const begin = process.hrtime.bigint();
  let next = 0;
  await Promise.all(
    Array.from({ length: 32 }, async () => {
      while (next++ < jobs) await peer.add(0);
    }),
  );
  say(jobs / seconds(begin));
}

async function enqueueBatches(peer, jobs) {
  const begin = process.hrtime.bigint();
  await preload(peer, jobs);
  say(jobs / seconds(begin));
}

// Each job carries the time it was to be put in, so that a stall counts for all whom it delays.
async function latency(peer, rate, time) {
  const waits = [];
  let open = rate * time;
  let finished;
  const done = new Promise((resolve) => (finished = resolve));
  await peer.start((value) => {
    waits.push(now() - value);
    if (--open === 0) finished();
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const begin = now();
  let sent = 0;
  const timer = setInterval(() => {
    while (sent < rate * time && begin + (sent * 1e6) / rate <= now()) {
      peer.add(Math.round(begin + (sent++ * 1e6) / rate));
    }
    if (sent >= rate * time) clearInterval(timer);
  }, 1);
  const patience = setTimeout(() => process.exit(1), time * 1000 + 60000);
  await done;
  clearTimeout(patience);
  const warm = waits.slice(Math.min(waits.length / 4, rate / 2)).sort((a, b) => a - b);
  say(warm[Math.floor(warm.length / 2)] / 1000, warm[Math.floor(warm.length * 0.99)] / 1000);
  await peer.stop();
}

export async function measure(peer) {
  const [what, ...how] = process.argv.slice(2);
  const figures = how.map(Number);
  await peer.empty();
  await { throughput, latency, 'enqueue-singly': enqueueSingly, 'enqueue-batches': enqueueBatches }[what](
    peer,
    ...figures,
  );
  process.exit(0);
}
