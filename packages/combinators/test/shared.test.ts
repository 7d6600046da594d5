import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { allOf, firstOf, withTimeout } from '@asimjs/combinators';

describe.each(drivers)('what is shared, with the $name driver,', ({ body, run }) => {
  it('is only no longer listened to when it loses: an event still happens for others', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event<string>();
    env.process(
      body(function* (wait) {
        log('loser', yield* wait(firstOf({ bell, late: env.timeout(1) })));
        log('again', yield* wait(bell));
      }),
    );
    env.process(
      body(function* (wait) {
        log('other', yield* wait(firstOf({ bell, late: env.timeout(5) })));
      }),
    );
    env.schedule(2, () => bell.succeed('ring'));
    const { now } = await run(env);
    expect(log.entries).toEqual([
      [1, 'loser', { key: 'late', value: undefined }],
      [2, 'other', { key: 'bell', value: 'ring' }],
      [2, 'again', 'ring'],
    ]);
    expect(now).toBe(2);
  });

  it('a deadline that lost neither moves the clock nor keeps the run alive', async () => {
    const env = new Environment();
    env.process(
      body(function* (wait) {
        yield* wait(withTimeout(env.timeout(1), 100));
      }),
    );
    const { now } = await run(env);
    expect(now).toBe(1);
  });

  it('a deadline raced in a loop happens at its time', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        const deadline = env.timeout(10, 'closed');
        for (;;) {
          const first = yield* wait(firstOf({ deadline, tick: env.timeout(4) }));
          log(first.key);
          if (first.key === 'deadline') break;
        }
      }),
    );
    const { now } = await run(env);
    expect(log.entries).toEqual([
      [4, 'tick'],
      [8, 'tick'],
      [10, 'deadline'],
    ]);
    expect(now).toBe(10);
  });

  it('a deadline whose time passed while nobody listened has happened', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        const deadline = env.timeout(2, 'passed');
        yield* wait(firstOf([deadline, env.timeout(1)]));
        yield* wait(env.timeout(5));
        log(yield* wait(firstOf({ never: env.event(), deadline })));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[6, { key: 'deadline', value: 'passed' }]]);
  });

  it('a process that loses goes on', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const child = env.process<string>(
      body(function* (wait) {
        yield* wait(env.timeout(3));
        log('child ends');
        return 'result';
      }),
    );
    env.process(
      body(function* (wait) {
        log(yield* wait(withTimeout(child.finished, 1)));
        log(yield* wait(allOf([child.finished])));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, { timedOut: true }],
      [3, 'child ends'],
      [3, ['result']],
    ]);
  });

  it('is left alone by a cancelled listener', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [bell, deadline] = [env.event(), env.timeout(4)];
    const listener = env.process(
      body(function* (wait) {
        yield* wait(allOf([bell, deadline]));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(allOf([bell, deadline]));
        log('both');
      }),
    );
    env.schedule(1, () => listener.cancel());
    env.schedule(2, () => bell.succeed());
    await run(env);
    expect(log.entries).toEqual([[4, 'both']]);
  });
});
