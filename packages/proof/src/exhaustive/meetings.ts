import type { Operation } from '@asimjs/core';
import { Barrier, Gate, State } from '@asimjs/resources';
import type { Bench, Kind } from './bench.js';

const nothingToBalance: Pick<Bench, 'unbalanced' | 'release'> = {
  unbalanced: () => undefined,
  release: () => undefined,
};

const barrierKind: Kind = {
  name: 'Barrier',
  capacities: [1, 2],
  build: (env, capacity) => {
    const barriers = [
      new Barrier(env, { parties: capacity + 1 }),
      new Barrier(env, { parties: capacity + 1 }),
    ] as const;
    return {
      ...nothingToBalance,
      leaves: [
        { name: 'wait at a', make: () => barriers[0].wait() },
        { name: 'wait at b', make: () => barriers[1].wait(), isOfSecond: true },
      ],
      grantable: (waiting) => {
        for (const barrier of barriers) {
          const parties = new Set(
            waiting.filter(({ facility }) => facility === barrier).map(({ owner }) => owner),
          );
          if (parties.size >= barrier.parties) return `all parties of '${barrier.name}'`;
        }
        return undefined;
      },
    };
  },
};

const gateKind: Kind = {
  name: 'Gate',
  capacities: [1],
  build: (env) => {
    const gate = new Gate(env);
    env.schedule(1, () => gate.open());
    env.schedule(2, () => gate.close());
    return {
      ...nothingToBalance,
      leaves: [
        { name: 'wait', make: () => gate.wait() },
        { name: 'see nobody', make: () => gate.whenEmpty() },
      ],
      grantable: (waiting) => {
        const isEmpty = !waiting.some((one) => one.describe().endsWith('to open'));
        return waiting
          .find((one) => (one.describe().endsWith('to open') ? gate.isOpen : isEmpty))
          ?.describe();
      },
    };
  },
};

const stateKind: Kind = {
  name: 'State',
  capacities: [1],
  build: (env) => {
    const light = new State<number>(env, { value: 0 });
    env.schedule(1, () => {
      light.set(1);
      light.set(2);
    });
    env.schedule(2, () => light.set(3));
    const wanted = new Map<Operation<unknown>, number>();
    const until = (value: number): Operation<unknown> => {
      const operation = light.until((present) => present === value);
      wanted.set(operation, value);
      return operation;
    };
    return {
      ...nothingToBalance,
      leaves: [1, 2, 3].map((value) => ({ name: `until ${String(value)}`, make: () => until(value) })),
      grantable: (waiting) => waiting.find((one) => wanted.get(one) === light.value)?.describe(),
    };
  },
};

export const meetingKinds: readonly Kind[] = [barrierKind, gateKind, stateKind];
