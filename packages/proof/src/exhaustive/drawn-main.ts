// Larger programs: `npm run prove-drawn -- [PROGRAMS] [SEED]` in packages/proof. So many of each kind and setting.
import { numbersGiven } from '../command.js';
import { describeCoverage } from './coverage.js';
import { proveDrawn } from './drawn.js';
import { proveEach } from './kinds.js';

const given = numbersGiven('npm run prove-drawn -- [PROGRAMS] [SEED]', [1000, 1]);
if (given !== undefined) {
  const [count, seed] = given;
  const total = proveEach(`seed ${String(seed)}`, ({ kind, setting }) =>
    proveDrawn(kind, setting, count, seed),
  );
  console.log(`laws 3 to 8 hold in ${describeCoverage(total)}, seed ${String(seed)}`);
}
