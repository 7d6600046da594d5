import { Environment, Resource } from 'asimjs';
import type { RunResult } from 'asimjs';
import type { Say } from './say.js';

const NUM_WORKERS = 4;
const CAPACITY = 2; // workers at a time
const ARRIVAL_INTERVAL = 1; // hours
const WORK_DURATION = 3; // hours

/** Four workers need a desk, and there are two. */
export async function shareDesks(say: Say): Promise<RunResult> {
  const env = new Environment();
  const desks = new Resource(env, { capacity: CAPACITY, name: 'desks' });

  for (let number = 0; number < NUM_WORKERS; number++) {
    const name = `worker ${number}`;
    env.process(
      async () => {
        await env.timeout(number * ARRIVAL_INTERVAL);
        say(env.now, name, 'asks for a desk');
        // Waits in line while both are taken.
        using _desk = await desks.acquire();
        say(env.now, name, 'starts');
        await env.timeout(WORK_DURATION);
        say(env.now, name, 'is done');
        // Here the block ends, and `using` gives the desk back. It would do so after an error too.
      },
      { name },
    );
  }

  return env.run();
}
