import { Environment } from '@asimjs/core';
import type { Coroutine } from '@asimjs/core';
import { interrupt, isInterrupt } from '@asimjs/interrupts';
import { describe, expect, it } from 'vitest';
import { Life } from '../src/exhaustive/life.js';
import { planned } from '../src/exhaustive/plan.js';

type Send = typeof interrupt;

/** Runs a life that sleeps until 1 `times` times, and is sent `causes` at `at` by means of `send`. */
function run(send: Send, { at = 0.5, times = 2, causes = ['one', 'two'] } = {}): unknown[] {
  const env = new Environment();
  const thrown: unknown[] = [];
  function* body(): Coroutine<void> {
    for (let time = 0; time < times; time++) {
      try {
        yield* env.timeout(1);
      } catch (error) {
        if (!isInterrupt(error)) throw error;
        thrown.push(error.cause);
        life.caught(error.cause);
      }
    }
  }
  const life = new Life(env.process(body, { name: 'sleeper' }), send);
  env.observe({
    processSuspended: () => life.checkSuspended(),
    clockMoved: () => life.checkInstant(),
  });
  env.schedule(at, () => {
    for (const cause of causes) life.interrupt(cause);
  });
  env.runSync();
  life.checkInstant();
  return thrown;
}

describe('a life', () => {
  it('has nothing against interrupts that are all thrown, in order', () => {
    expect(run(interrupt)).toEqual(['one', 'two']);
  });

  it('has nothing against one that lapses since its process ends first', () => {
    expect(run(interrupt, { times: 1 })).toEqual(['one']);
  });

  it('complains of an interrupt that is lost', () => {
    expect(() => run(() => true)).toThrow("law 7: 'sleeper', which was sent one and was thrown , waits");
  });

  it('complains of one that is lost before its process first waits', () => {
    const lost: Send = (process) => process.status !== 'finished';
    expect(() => run(lost, { at: 0, causes: ['one'] })).toThrow('law 7');
  });

  it('complains of one that ends the wait and is not thrown, though its process finishes', () => {
    const cancelling: Send = (process) => process.cancel();
    expect(() => run(cancelling, { causes: ['one'] })).toThrow(
      "law 7: 'sleeper', which was sent one and was thrown , is cancelled",
    );
  });

  it('complains of one that is thrown twice', () => {
    const twice: Send = (process, cause) => interrupt(process, cause) && interrupt(process, cause);
    expect(() => run(twice, { causes: ['one'] })).toThrow('was sent one and was thrown one, was thrown one');
  });

  it('complains of interrupts that are thrown in another order', () => {
    let first: unknown;
    const swapping: Send = (process, cause) => {
      if (cause === 'one') {
        first = cause;
        return interrupt(process, 'two');
      }
      return interrupt(process, first);
    };
    expect(() => run(swapping)).toThrow('was sent one,two and was thrown , was thrown two');
  });

  it('complains of a wait that goes on though it is over', () => {
    const env = new Environment();
    const over = env.event();
    over.succeed();
    const life = new Life(
      env.process(function* sleeper() {
        yield* env.event();
      }),
    );
    life.plan = planned(over, () => undefined);
    env.runSync({ until: 1 });
    expect(() => life.checkInstant()).toThrow(/^law 6: .* has happened, and 'sleeper 1' waits$/);
  });
});
