import { Environment, PriorityQueue } from 'asimjs';
import type { RunResult } from 'asimjs';
import type { Say } from './say.js';

interface Job {
  readonly priority: number; // lower is more urgent
  readonly label: string;
}

const JOBS: readonly Job[] = [
  { priority: 3, label: 'low-A' },
  { priority: 1, label: 'high-B' },
  { priority: 2, label: 'mid-C' },
  { priority: 1, label: 'high-D' },
];
const SERVICE_DURATION = 2; // minutes

/** Jobs come in any order, and the most urgent one is served first. */
export async function serveUrgentFirst(say: Say): Promise<RunResult> {
  const env = new Environment();
  const jobs = new PriorityQueue<Job>(env, {
    // Negative: `one` goes before `other`. Of equal jobs the one that came first goes first: B before D.
    compare: (one, other) => one.priority - other.priority,
    name: 'jobs',
  });

  env.process(
    async () => {
      for (const job of JOBS) {
        say(env.now, 'submitter', `submits ${job.label}, priority ${job.priority}`);
        await jobs.put(job);
      }
    },
    { name: 'submitter' },
  );

  // Made second, so it begins when all four jobs are there. Made first, it would wait and be given low-A.
  env.process(
    async () => {
      for (;;) {
        const { priority, label } = await jobs.get();
        say(env.now, 'server', `starts ${label}, priority ${priority}`);
        await env.timeout(SERVICE_DURATION);
        say(env.now, 'server', `finishes ${label}, priority ${priority}`);
      }
    },
    { name: 'server' },
  );

  return env.run();
}
