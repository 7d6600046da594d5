import type { Environment, Operation } from '@asimjs/core';
import { Barrier, Gate, State } from '@asimjs/resources';
import { Notes } from './bench.js';
import type { Bench, Kind } from './bench.js';

/** Where nothing is kept, and everybody is let through who may be. */
const nothingToKeep: Pick<Bench, 'lineOf' | 'exceeded' | 'unbalanced' | 'release'> = {
  lineOf: () => [],
  exceeded: () => undefined,
  unbalanced: () => undefined,
  release: () => undefined,
};

export function barrierKind(name: string, make: (env: Environment, parties: number) => Barrier): Kind {
  return {
    name,
    settingName: 'parties',
    settings: [2, 3],
    build: (env, parties) => {
      const [a, b] = [make(env, parties), make(env, parties)];
      const barriers = new Notes<Barrier>();
      const wait = (barrier: Barrier) => barriers.add(barrier.wait(), barrier);
      return {
        ...nothingToKeep,
        leaves: [
          { name: 'wait at a', make: () => wait(a) },
          { name: 'wait at b', make: () => wait(b) },
        ],
        grantable: (waiting) =>
          [a, b]
            .filter((barrier) => {
              const there = waiting.filter((operation) => barriers.of(operation) === barrier);
              return new Set(there.map(({ owner }) => owner)).size >= parties;
            })
            .map((barrier) => `all parties of '${barrier.name}'`)[0],
      };
    },
  };
}

export function gateKind(name: string, make: (env: Environment) => Gate): Kind {
  return {
    name,
    settingName: 'open from',
    settings: [1],
    build: (env, opening) => {
      const gate = make(env);
      env.schedule(opening, () => gate.open());
      env.schedule(opening + 1, () => gate.close());
      const wishes = new Notes<'to pass' | 'to see nobody'>();
      return {
        ...nothingToKeep,
        lastChange: opening + 1,
        leaves: [
          { name: 'wait', make: () => wishes.add(gate.wait(), 'to pass') },
          { name: 'see nobody', make: () => wishes.add(gate.whenEmpty(), 'to see nobody') },
        ],
        grantable: (waiting) => {
          const isEmpty = !waiting.some((one) => wishes.of(one) === 'to pass');
          return waiting.find((one) => (wishes.of(one) === 'to pass' ? gate.isOpen : isEmpty))?.describe();
        },
      };
    },
  };
}

export function stateKind(name: string, make: (env: Environment, value: number) => State<number>): Kind {
  return {
    name,
    settingName: 'value',
    settings: [0],
    build: (env, value) => {
      const light = make(env, value);
      env.schedule(1, () => {
        light.set(1);
        light.set(2);
      });
      env.schedule(2, () => light.set(3));
      const wanted = new Notes<number>();
      const until = (value: number): Operation<unknown> =>
        wanted.add(
          light.until((present) => present === value),
          value,
        );
      return {
        ...nothingToKeep,
        lastChange: 2,
        leaves: [1, 2, 3].map((value) => ({ name: `until ${String(value)}`, make: () => until(value) })),
        grantable: (waiting) => waiting.find((one) => wanted.of(one) === light.value)?.describe(),
      };
    },
  };
}

export const meetingKinds: readonly Kind[] = [
  barrierKind('Barrier', (env, parties) => new Barrier(env, { parties })),
  gateKind('Gate', (env) => new Gate(env)),
  stateKind('State', (env, value) => new State<number>(env, { value })),
];
