// The exhaustive proof: `npm run prove -- [SIZE] [EVERY]` in packages/proof. Takes one program in EVERY of the last size.
import { numbersGiven } from '../command.js';
import { describeCoverage, NOTHING, plus } from './coverage.js';
import { proveEach } from './kinds.js';
import { prove } from './prove.js';

const given = numbersGiven('npm run prove -- [SIZE] [EVERY]', [4, 1]);
if (given !== undefined) {
  const [largest, every] = given;
  let total = NOTHING;
  for (let size = 1; size <= largest; size++) {
    const part = size === largest ? every : 1;
    const covered = proveEach(`size ${String(size)}`, ({ kind, setting }) =>
      prove(kind, setting, size, part),
    );
    total = plus(total, covered);
  }
  console.log(`laws 3 to 8 hold in ${describeCoverage(total)}`);
}
