import { Environment, interrupt, isInterrupt } from 'asimjs';
import type { RunResult } from 'asimjs';
import type { Say } from './say.js';

const JOB_DURATION = 10; // minutes
const INTERRUPT_AT = 4; // minutes

/** A manager stops a worker in the middle of a job. */
export async function stopWorker(say: Say): Promise<RunResult> {
  const env = new Environment();

  const worker = env.process(
    async () => {
      const begun = env.now;
      say(env.now, 'worker', 'starts the job');
      try {
        await env.timeout(JOB_DURATION);
        say(env.now, 'worker', 'has done the job');
      } catch (error) {
        // An interrupt is an error that is thrown where the process waits. Others are not ours to handle.
        if (!isInterrupt(error)) throw error;
        say(env.now, 'worker', `is told to ${String(error.cause)}, after ${env.now - begun} minutes`);
      }
      // Caught, it does no harm: the process could go on from here. To go on with the same job, see model 12.
    },
    { name: 'worker' },
  );

  env.process(
    async () => {
      await env.timeout(INTERRUPT_AT);
      say(env.now, 'manager', 'interrupts the worker');
      interrupt(worker, 'stop and report'); // the reason is up to you
    },
    { name: 'manager' },
  );

  return env.run();
}
