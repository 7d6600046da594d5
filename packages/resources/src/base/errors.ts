import { SimulationError } from '@asimjs/core';
import type { Grant } from './grant.js';

/** A grant was released for a second time. Nothing was changed; the run can go on. */
export class GrantReleasedError extends SimulationError {
  override readonly name: string = 'GrantReleasedError';

  constructor({ resource }: Grant) {
    super(
      `a grant of '${resource.name}' was released for a second time; release it once, or leave it to 'using'`,
      resource.kernel.place,
    );
  }
}
