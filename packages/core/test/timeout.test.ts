import { Environment, EventStateError } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  it('a timeout gives its value after its delay', async () => {
    const env = new Environment({ start: 10 });
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        log(yield* wait(env.timeout(2.5, 'x')));
        log(yield* wait(env.timeout(1)));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [12.5, 'x'],
      [13.5, undefined],
    ]);
  });

  it('timeouts of equal time happen in the order in which they were made', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const late = env.timeout(3, 'made first');
    env.process(
      body(function* (wait) {
        log(yield* wait(env.timeout(3, 'made second')));
      }),
    );
    env.process(
      body(function* (wait) {
        log(yield* wait(env.timeout(1, 'made third')));
        log(yield* wait(env.timeout(2, 'made fourth')));
      }),
    );
    env.process(
      body(function* (wait) {
        log(yield* wait(late));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'made third'],
      [3, 'made first'],
      [3, 'made second'],
      [3, 'made fourth'],
    ]);
  });

  it('a timeout that nobody listens to neither keeps the run alive nor moves the clock', async () => {
    const env = new Environment();
    env.timeout(100);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
      }),
    );
    expect(env.timeout(1).status).toBe('pending');
    const result = await run(env);
    expect(result).toMatchObject({ reason: 'exhausted', now: 2 });
    expect(env.peek()).toBe(Infinity);
  });

  it('a timeout whose listener has gone neither keeps the run alive nor moves the clock', async () => {
    const env = new Environment();
    const deadline = env.timeout(100);
    const listener = env.process(
      body(function* (wait) {
        yield* wait(deadline);
      }),
    );
    env.schedule(2, () => listener.cancel());
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 2 });
    expect(deadline.status).toBe('pending');
  });

  it('a timeout stays usable after its listener has gone, and happens at its time', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const deadline = env.timeout(10, 'deadline');
    const impatient = env.process(
      body(function* (wait) {
        yield* wait(deadline);
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(4));
        impatient.cancel();
        yield* wait(env.timeout(4));
        log(deadline.status);
        log(yield* wait(deadline));
        log(deadline.status, deadline.value);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [8, 'pending'],
      [10, 'deadline'],
      [10, 'succeeded', 'deadline'],
    ]);
  });

  it('a timeout that passed while nobody listened has happened', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const deadline = env.timeout(3, 'deadline');
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(5));
        log(deadline.status);
        log(yield* wait(deadline));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(5));
        log('after the step');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [5, 'succeeded'],
      [5, 'deadline'],
      [5, 'after the step'],
    ]);
  });

  it('an unheard timeout of the present time has happened if it would have gone before what happened now', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const before = env.timeout(5, 'before');
    const now = env.timeout(5);
    const after = env.timeout(5, 'after');
    env.process(
      body(function* (wait) {
        yield* wait(now);
        log(before.status, after.status);
        log(yield* wait(after));
        log(before.status, after.status);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [5, 'succeeded', 'pending'],
      [5, 'after'],
      [5, 'succeeded', 'succeeded'],
    ]);
  });

  it('an unheard timeout that has passed does not become pending again when something more urgent comes after it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const deadline = env.timeout(5);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(5));
        env.schedule(0, () => log(deadline.status), { priority: -1 });
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[5, 'succeeded']]);
  });

  it('an unheard timeout has passed once a later one has happened, whatever less urgent came before it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.schedule(
      1,
      () => {
        env.process(
          body(function* (wait) {
            const deadline = env.timeout(0);
            yield* wait(env.timeout(0));
            log(deadline.status);
          }),
        );
      },
      { priority: 1 },
    );
    await run(env);
    expect(log.entries).toEqual([[1, 'succeeded']]);
  });

  it('a delay of 0 is due in this instant, after everything that is ready', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        log('a');
        yield* wait(env.timeout(0));
        log('a again');
      }),
    );
    env.process(
      body(function* (wait) {
        log('b');
        yield* wait(env.timeout(0));
        log('b again');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'a'],
      [0, 'b'],
      [0, 'a again'],
      [0, 'b again'],
    ]);
  });

  it('a timeout of Infinity never happens, moves no clock and is told of in the result', async () => {
    const env = new Environment();
    const never = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(Infinity));
      }),
    );
    env.schedule(3, () => undefined);
    const result = await run(env);
    expect(result).toMatchObject({ reason: 'exhausted', now: 3 });
    expect(result.blocked).toMatchObject([
      { process: never, description: 'a timeout until Infinity', since: 0 },
    ]);
    expect(never.status).toBe('waiting');
  });

  it('a delay too large for the clock is never', async () => {
    const env = new Environment({ start: Number.MAX_VALUE });
    const timeout = env.timeout(Number.MAX_VALUE);
    env.process(
      body(function* (wait) {
        yield* wait(timeout);
      }),
    );
    expect(timeout.time).toBe(Infinity);
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: Number.MAX_VALUE });
  });

  it('a thousand raced deadlines leave the order of the rest alone', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const abandoned = Array.from({ length: 1000 }, (_, index) =>
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(50 + (index % 7)));
        }),
      ),
    );
    for (let index = 0; index < 10; index++) {
      env.process(
        body(function* (wait) {
          yield* wait(env.timeout(52));
          log(index);
        }),
      );
    }
    env.schedule(1, () => {
      for (const process of abandoned) process.cancel();
    });
    expect(await run(env)).toMatchObject({ now: 52 });
    expect(log.entries.map(([, index]) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('the timeout of a process is that of its environment', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const sleeper: Process = env.process(
      body(function* (wait) {
        log(yield* wait(sleeper.timeout(2, 'x')));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[2, 'x']]);
  });
});

it('a timeout cannot be made to happen', () => {
  const env = new Environment();
  const timeout = env.timeout(3);
  expect(() => timeout.succeed()).toThrow(EventStateError);
  expect(() => timeout.succeed()).toThrow('a timeout until 3 succeeds by itself at its time');
  expect(() => timeout.fail()).toThrow('a timeout until 3 cannot fail');
  expect(timeout.status).toBe('pending');
});
