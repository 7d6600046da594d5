import type { Barrier, Gate, State } from '@asimjs/resources';
import { passes } from './program.js';
import { wish } from './real-place.js';
import type { RealPlace } from './real-place.js';

export function gatePlace(gate: Gate): RealPlace {
  return {
    facility: gate,
    take: () => wish(gate.wait(), () => 'passes'),
    read: () => ({ isOpen: gate.isOpen }),
    look: () => `${gate.isOpen ? 'open' : 'closed'}, waiting ${String(gate.waiting)}`,
    set: (value) => {
      if (value % 2 === 1) gate.open();
      else gate.close();
      return gate.isOpen ? 'open' : 'closed';
    },
  };
}

export function barrierPlace(barrier: Barrier): RealPlace {
  return {
    facility: barrier,
    take: () => wish(barrier.wait(), () => 'passes'),
    read: () => ({ parties: barrier.parties }),
    look: () => `waiting ${String(barrier.waiting)}`,
    set: () => `released ${String(barrier.release())}`,
  };
}

export function statePlace(state: State<number>): RealPlace {
  return {
    facility: state,
    take: ({ rule }) =>
      wish(
        state.until((value) => passes(rule, value)),
        (value) => `value ${String(value)}`,
      ),
    read: () => ({ value: state.value }),
    look: () => `value ${String(state.value)}, waiting ${String(state.waiting)}`,
    set: (value) => {
      state.set(value);
      return String(value);
    },
  };
}
