import { Environment } from 'asimjs';
import type { RunResult } from 'asimjs';
import type { Say } from './say.js';

const SLEEP_DURATION = 5; // hours

/** One process waits once. */
export async function sleepOnce(say: Say): Promise<RunResult> {
  const env = new Environment(); // has the clock, which stands at 0; one unit of it is an hour here

  env.process(
    async () => {
      say(env.now, 'sleeper', 'falls asleep');
      // `await` suspends this process. Nothing else is due, so the clock jumps to 5: no real time goes by.
      await env.timeout(SLEEP_DURATION);
      say(env.now, 'sleeper', 'wakes up');
    },
    { name: 'sleeper' },
  );

  // The process is made, but has done nothing yet. Running the environment lets it begin.
  return env.run();
}
