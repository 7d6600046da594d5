import { Container, Environment } from 'asimjs';
import type { RunResult } from 'asimjs';
import type { Say } from './say.js';

const TANK_CAPACITY = 10; // litres
const START_LEVEL = 5; // litres
const FILL_AMOUNT = 4; // litres
const FILL_INTERVAL = 2; // minutes
const DRAIN_AMOUNT = 3; // litres
const DRAIN_INTERVAL = 3; // minutes
const NUM_CYCLES = 4; // of the motor

/** A pump fills a tank and a motor drains it. Litres have no names: a container knows only how many there are. */
export async function fillAndDrain(say: Say): Promise<RunResult> {
  const env = new Environment();
  const tank = new Container(env, { capacity: TANK_CAPACITY, level: START_LEVEL, name: 'tank' });

  env.process(
    async () => {
      for (;;) {
        await env.timeout(FILL_INTERVAL);
        await tank.put(FILL_AMOUNT); // waits until there is room for all of it; never puts in a part
        say(env.now, 'pump', `has put in ${FILL_AMOUNT}, level ${tank.level}`);
      }
    },
    { name: 'pump' },
  );

  env.process(
    async () => {
      for (let cycle = 0; cycle < NUM_CYCLES; cycle++) {
        await env.timeout(DRAIN_INTERVAL);
        say(env.now, 'motor', `wants ${DRAIN_AMOUNT}, level ${tank.level}`);
        await tank.get(DRAIN_AMOUNT); // would wait if there were less
        // At 9 and at 12 the pump has been waiting for room. Its litres go in at once, so the level has risen.
        say(env.now, 'motor', `has used ${DRAIN_AMOUNT}, level ${tank.level}`);
      }
    },
    { name: 'motor' },
  );

  // The motor stops after its last cycle. The pump then waits for room that never comes, which ends the run.
  return env.run();
}
