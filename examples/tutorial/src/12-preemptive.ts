import { Environment, PreemptiveResource, work } from 'asimjs';
import type { RunResult } from 'asimjs';
import type { Say } from './say.js';

const RESOURCE_CAPACITY = 1;
const LOW_PRIORITY = 2; // a lower number is more urgent
const LOW_WORK = 8; // minutes
const HIGH_PRIORITY = 0;
const HIGH_ARRIVE = 3; // minutes
const HIGH_WORK = 2; // minutes

/** An urgent process takes the machine from a less urgent one, which works off the rest later. */
export async function evictHolder(say: Say): Promise<RunResult> {
  const env = new Environment();
  const machine = new PreemptiveResource(env, { capacity: RESOURCE_CAPACITY, name: 'machine' });

  env.process(
    async () => {
      say(env.now, 'low', `asks for the machine, ${LOW_WORK} minutes left`);
      let turn = await machine.acquire({ priority: LOW_PRIORITY });
      say(env.now, 'low', 'works');
      // `work` is a timeout that survives interrupts, such as the notice of an eviction: it keeps count of what is
      // done, runs the handler, and then goes on with the rest.
      await work(env, LOW_WORK, {
        onInterrupt: async (_notice, { worked, remaining }) => {
          say(env.now, 'low', `is evicted after ${worked} minutes, ${remaining} left`);
          say(env.now, 'low', `asks for the machine, ${remaining} minutes left`);
          turn = await machine.acquire({ priority: LOW_PRIORITY }); // the first turn is lost
          say(env.now, 'low', 'works');
        },
      });
      say(env.now, 'low', 'is done');
      turn.release(); // by hand: `using` is for a turn that stays the same to the end of the block
    },
    { name: 'low' },
  );

  env.process(
    async () => {
      await env.timeout(HIGH_ARRIVE);
      say(env.now, 'high', 'asks for the machine');
      using _turn = await machine.acquire({ priority: HIGH_PRIORITY }); // does not wait: it evicts 'low'
      say(env.now, 'high', 'works');
      await env.timeout(HIGH_WORK);
      say(env.now, 'high', 'is done');
    },
    { name: 'high' },
  );

  return env.run();
}
