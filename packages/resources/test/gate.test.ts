import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import { ArgumentError, Environment, OutsideProcessError, ReadOnlyError } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { interrupt, isInterrupt } from '@asimjs/interrupts';
import { drivers, traceLog } from '@asimjs/testing';
import type { TraceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Gate } from '@asimjs/resources';

describe.each(drivers)('a gate with the $name driver', ({ body, run }) => {
  /** A process that comes to the gate at some times. */
  function walker(env: Environment, gate: Gate, log: TraceLog, name: string, ...times: number[]): Process {
    return env.process(
      body(function* (wait) {
        for (const time of times) {
          yield* wait(env.timeout(time - env.now));
          yield* wait(gate.wait());
          log(name);
        }
      }),
      { name },
    );
  }

  it('is closed at first, and lets those who wait pass in order when it opens', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Gate(env, { name: 'shop' });
    for (const name of ['a', 'b', 'c']) walker(env, gate, log, name, 1);
    env.schedule(2, () => {
      log(gate.isOpen, gate.waiting, String(gate));
      gate.open();
      log(gate.isOpen, gate.waiting, String(gate));
    });
    await run(env);
    expect(log.entries).toEqual([
      [2, false, 3, "gate 'shop' (closed, 3 waiting)"],
      [2, true, 0, "gate 'shop' (open, 0 waiting)"],
      [2, 'a'],
      [2, 'b'],
      [2, 'c'],
    ]);
  });

  it('while it is open nobody waits, and after it closed everybody does', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Gate(env, { open: true });
    walker(env, gate, log, 'a', 0, 0, 1);
    walker(env, gate, log, 'b', 0, 3);
    env.schedule(2, () => gate.close());
    env.schedule(4, () => gate.open());
    await run(env);
    expect(log.entries).toEqual([
      [0, 'a'],
      [0, 'b'],
      [0, 'a'],
      [1, 'a'],
      [4, 'b'],
    ]);
  });

  it('lets those pass who waited when it is opened and closed in one step, and none who come after', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Gate(env);
    walker(env, gate, log, 'a', 0, 1);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        const own = gate.wait();
        gate.open();
        gate.close();
        yield* wait(own);
        log('who opened');
        yield* wait(withTimeout(gate.wait(), 1));
        log('waited', gate.isOpen, gate.waiting);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'who opened'],
      [1, 'a'],
      [2, 'waited', false, 1],
    ]);
  });

  it('changes nothing when it is opened or closed twice', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Gate(env);
    env.process(
      body(function* (wait) {
        for (;;) {
          yield* wait(gate.whenChanged());
          log('changed', gate.isOpen);
        }
      }),
      { background: true },
    );
    env.schedule(1, () => gate.close());
    env.schedule(2, () => gate.open());
    env.schedule(3, () => gate.open());
    env.schedule(4, () => gate.close());
    await run(env);
    expect(log.entries).toEqual([
      [2, 'changed', true],
      [4, 'changed', false],
    ]);
  });

  it('can be waited for in combinations, and who goes leaves nothing behind', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [front, back] = [new Gate(env), new Gate(env)];
    env.process(
      body(function* (wait) {
        log(yield* wait(firstOf({ front: front.wait(), back: back.wait() })), front.waiting, back.waiting);
        log(yield* wait(allOf([front.wait(), back.wait()])));
        log(yield* wait(withTimeout(front.wait(), 1)));
      }),
    );
    const disturbed = env.process(
      body(function* (wait) {
        try {
          yield* wait(front.wait());
        } catch (error) {
          log(isInterrupt(error), front.waiting);
        }
      }),
    );
    env.schedule(1, () => interrupt(disturbed));
    env.schedule(2, () => back.open());
    env.schedule(3, () => {
      front.open();
      front.close();
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, true, 1],
      [2, { key: 'back', value: undefined }, 0, 0],
      [3, [undefined, undefined]],
      [4, { timedOut: true }],
    ]);
  });

  it('lets one pass first who is cancelled in the instant in which it opens', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Gate(env);
    const process = walker(env, gate, log, 'a', 0, 9);
    env.schedule(1, () => {
      gate.open();
      process.cancel();
      gate.close();
    });
    await run(env);
    expect([...log.entries, [env.now, process.status]]).toEqual([
      [1, 'a'],
      [1, 'cancelled'],
    ]);
  });

  it('is empty while nobody waits, and never full', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Gate(env);
    const waiting = walker(env, gate, log, 'a', 0);
    walker(env, gate, log, 'b', 0).cancel();
    env.process(
      body(function* (wait) {
        log(gate.isEmpty, gate.isFull);
        yield* wait(gate.whenEmpty());
        log(gate.isEmpty, gate.isFull);
      }),
    );
    env.schedule(2, () => waiting.cancel());
    await run(env);
    expect(log.entries).toEqual([
      [0, true, false],
      [0, true, false],
    ]);
  });

  it.each([0, 'yes', null, {}])('that is %s open throws', (open) => {
    const env = new Environment();
    // @ts-expect-error it is open or not
    expect(() => new Gate(env, { open })).toThrow(ArgumentError);
    // @ts-expect-error it has no parties
    expect(() => new Gate(env, { parties: 2 })).toThrow(ArgumentError);
  });

  it('cannot be waited at outside any process, nor opened by an observer', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Gate(env);
    expect(() => gate.wait()).toThrow(OutsideProcessError);
    gate.open();
    walker(env, gate, log, 'a', 0);
    env.schedule(1, () => undefined);
    env.observe({
      clockMoved: () => {
        expect(() => gate.close()).toThrow(ReadOnlyError);
        log('looked', gate.isOpen);
      },
    });
    await run(env);
    expect(log.entries).toEqual([
      [0, 'a'],
      [1, 'looked', true],
    ]);
  });
});
