import { Barrier, Environment } from 'asimjs';
import type { RunResult } from 'asimjs';
import type { Say } from './say.js';

const NUM_WAITERS = 3;
const ARRIVAL_INTERVAL = 1; // minutes
const RELEASE_AT = 3; // minutes

/** Processes arrive one by one and go on together. */
export async function goOnTogether(say: Say): Promise<RunResult> {
  const env = new Environment();
  const barrier = new Barrier(env, { name: 'barrier' });

  for (let number = 0; number < NUM_WAITERS; number++) {
    const name = `waiter ${number}`;
    env.process(
      async () => {
        await env.timeout(number * ARRIVAL_INTERVAL);
        say(env.now, name, 'waits at the barrier');
        await barrier.wait();
        say(env.now, name, 'goes on');
      },
      { name },
    );
  }

  env.process(
    async () => {
      await env.timeout(RELEASE_AT);
      say(env.now, 'releaser', 'opens the barrier');
      barrier.release(); // lets through all who wait, in the order in which they came, and closes behind them
    },
    { name: 'releaser' },
  );

  return env.run();
}
