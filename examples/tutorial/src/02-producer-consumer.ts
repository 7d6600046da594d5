import { Environment, Queue } from 'asimjs';
import type { RunResult } from 'asimjs';
import type { Say } from './say.js';

const NUM_ITEMS = 3;
const PRODUCE_INTERVAL = 5; // minutes
const CONSUME_DURATION = 3; // minutes

/** One process makes items, another takes them, and a queue stands between them. */
export async function passItemsOn(say: Say): Promise<RunResult> {
  const env = new Environment();
  const queue = new Queue<number>(env, { name: 'queue' }); // no capacity is given, so it is never full

  env.process(
    async () => {
      for (let item = 0; item < NUM_ITEMS; item++) {
        await env.timeout(PRODUCE_INTERVAL);
        say(env.now, 'producer', `makes item ${item}`);
        await queue.put(item); // there is room, so this does not wait
      }
    },
    { name: 'producer' },
  );

  env.process(
    async () => {
      for (;;) {
        say(env.now, 'consumer', 'waits for an item');
        const item = await queue.get(); // suspended here until the producer has put one
        say(env.now, 'consumer', `starts item ${item}`);
        await env.timeout(CONSUME_DURATION);
        say(env.now, 'consumer', `finishes item ${item}`);
      }
    },
    { name: 'consumer' },
  );

  // The loop of the consumer has no end. The run has: it is over when nothing is left that could happen.
  return env.run();
}
