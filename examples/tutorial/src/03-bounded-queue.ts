import { Environment, Queue } from 'asimjs';
import type { RunResult } from 'asimjs';
import type { Say } from './say.js';

const NUM_ITEMS = 3;
const PRODUCE_INTERVAL = 1; // minutes
const CONSUME_DURATION = 3; // minutes
const CAPACITY = 1; // items

/** The producer is faster than the consumer, and the queue is short: a full queue holds the producer up. */
export async function blockOnFullQueue(say: Say): Promise<RunResult> {
  const env = new Environment();
  const queue = new Queue<number>(env, { capacity: CAPACITY, name: 'queue' });

  env.process(
    async () => {
      for (let item = 0; item < NUM_ITEMS; item++) {
        await env.timeout(PRODUCE_INTERVAL);
        say(env.now, 'producer', `makes item ${item}`);
        // Item 2 finds item 1 still in the queue, at 3. It gets in when the consumer takes that, at 4.
        await queue.put(item);
        say(env.now, 'producer', `has put item ${item}`);
      }
    },
    { name: 'producer' },
  );

  env.process(
    async () => {
      for (;;) {
        say(env.now, 'consumer', 'waits for an item');
        const item = await queue.get();
        say(env.now, 'consumer', `starts item ${item}`);
        await env.timeout(CONSUME_DURATION);
        say(env.now, 'consumer', `finishes item ${item}`);
      }
    },
    { name: 'consumer' },
  );

  return env.run();
}
