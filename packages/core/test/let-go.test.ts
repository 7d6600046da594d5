import { Environment } from '@asimjs/core';
import type { Waitable } from '@asimjs/core';
import type { Listener } from '@asimjs/core/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FutureEntry } from '../src/future-set.js';

/** More than the clock keeps of what nobody wants, where that is most of what it has. */
const MANY = 200;

const listener: Listener = { isHeard: true, happened: () => undefined };

/** An entry that nobody wants, at a time before which others are due. */
class Unwanted implements FutureEntry {
  readonly time = 1000;
  readonly priority = 0;
  readonly sequence = 0;
  readonly waiters: readonly string[] = [];
  readonly wanted = false;
  drops = 0;

  describe(): string {
    return 'what nobody wants';
  }

  fire(): void {
    expect.unreachable('nobody wants it');
  }

  dropped(): void {
    this.drops++;
  }
}

let env: Environment;
let probe: Unwanted;

beforeEach(() => {
  env = new Environment();
  env.schedule(1, () => undefined);
  probe = new Unwanted();
  env.kernel.clock.add(probe);
  env.kernel.clock.entryUnwanted();
});

describe.each<[what: string, makeAndLeave: (delay: number) => void]>([
  ['callbacks that are cancelled', (delay) => env.schedule(delay, () => undefined).cancel()],
  [
    'timeouts whose listener leaves',
    (delay) => {
      const timeout: Waitable = env.timeout(delay);
      timeout.attend(listener);
      timeout.abandon(listener);
    },
  ],
])('of many %s', (_, makeAndLeave) => {
  it('the clock lets go before their time, with all that nobody wants', () => {
    for (let count = 0; count < MANY; count++) makeAndLeave(500);
    expect(probe.drops).toBe(1);
    expect(env.peek()).toBe(1);
  });

  it('at Infinity the clock knows nothing, and keeps what it has', () => {
    for (let count = 0; count < MANY; count++) makeAndLeave(Infinity);
    expect(probe.drops).toBe(0);
    expect(env.peek()).toBe(1);
  });
});

it('a timeout that is left and listened to over and over is wanted in the end, and stays', () => {
  const timeout: Waitable = env.timeout(500);
  for (let count = 0; count < MANY; count++) {
    timeout.attend(listener);
    timeout.abandon(listener);
  }
  expect(probe.drops).toBe(0);
  timeout.attend(listener);
  expect(env.runSync()).toMatchObject({ reason: 'exhausted', now: 500 });
});
