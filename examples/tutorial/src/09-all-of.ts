import { allOf, Environment } from 'asimjs';
import type { RunResult } from 'asimjs';
import type { Say } from './say.js';

const TASK_DURATIONS = { alpha: 3, beta: 1, gamma: 5 }; // minutes

/** One process waits for several things at once, until the last of them has happened. */
export async function waitForAll(say: Say): Promise<RunResult> {
  const env = new Environment();

  env.process(
    async () => {
      say(env.now, 'coordinator', 'launches the tasks');
      // The three run side by side, so it takes as long as the longest: 5 and not 3 + 1 + 5.
      const results = await allOf({
        alpha: env.timeout(TASK_DURATIONS.alpha, 'a wall'),
        beta: env.timeout(TASK_DURATIONS.beta, 'a door'),
        gamma: env.timeout(TASK_DURATIONS.gamma, 'a roof'),
      });
      // Each result has the name of its task, and its own type. They are in the order given, not in that of their ends.
      say(env.now, 'coordinator', `has all: ${Object.keys(results).join(', ')}`);
    },
    { name: 'coordinator' },
  );

  return env.run();
}
