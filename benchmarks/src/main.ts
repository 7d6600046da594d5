import { draw } from './draws.js';
import { runAsync, runBareAwaits, runGenerators } from './mm1.js';
import { measureSimPy } from './simpy.js';

const OBJECTS = 200_000;
const ROUNDS = 9;
const draws = draw(OBJECTS);

/** Objects a second of processor time, the best of several rounds. */
async function measure(run: () => void | Promise<void>): Promise<number> {
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const began = process.cpuUsage();
    await run();
    best = Math.max(best, (OBJECTS / process.cpuUsage(began).user) * 1e6);
  }
  return best;
}

const generators = await measure(() => {
  runGenerators(draws);
});
const asyncs = await measure(() => runAsync(draws));
const bare = await measure(() => runBareAwaits(draws));
const simpy = measureSimPy(draws);

const rate = (value: number | undefined) =>
  value === undefined ? 'not there' : `${(value / 1e6).toFixed(2)} M/s`;
const ratio = (value: number, to: number | undefined) =>
  to === undefined ? 'not there' : (value / to).toFixed(2);

console.table({
  SimPy: { rate: rate(simpy) },
  'awaits and no kernel': { rate: rate(bare) },
  'generator processes': { rate: rate(generators), 'over SimPy': ratio(generators, simpy) },
  'async processes': {
    rate: rate(asyncs),
    'over SimPy': ratio(asyncs, simpy),
    'over bare awaits': ratio(asyncs, bare),
  },
});
