import { Environment, Store } from 'asimjs';
import type { RunResult } from 'asimjs';
import type { Say } from './say.js';

const ITEMS = ['red', 'blue', 'red', 'blue', 'red'];
const STACK_INTERVAL = 1; // minutes

/** Each picker takes the items of its own colour from one shelf. */
export async function pickByColour(say: Say): Promise<RunResult> {
  const env = new Environment();
  const shelf = new Store<string>(env, { name: 'shelf' });

  env.process(
    async () => {
      for (const item of ITEMS) {
        await env.timeout(STACK_INTERVAL);
        say(env.now, 'stacker', `puts ${item}`);
        await shelf.put(item);
      }
    },
    { name: 'stacker' },
  );

  for (const colour of ['red', 'blue']) {
    const name = `${colour}-picker`;
    env.process(
      async () => {
        for (;;) {
          // Waits for an item that passes the filter. The other picker, who stands in the same line, is not held back.
          const item = await shelf.get((candidate) => candidate === colour);
          say(env.now, name, `takes ${item}`);
        }
      },
      { name },
    );
  }

  return env.run();
}
