import { Environment } from '@asimjs/core';
import { traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';

/** Lets the host have a turn, after which all microtasks have passed. */
async function hostTurn(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Starts a helper that waits beside its process. */
function startHelper(env: Environment): void {
  void (async () => {
    await env.timeout(5);
  })();
}

const HOW =
  'waited for a timeout until 5 while it was not its turn, as a second wait beside another does; wait for several with allOf or firstOf instead of Promise.all or Promise.race, await every async helper, and start what is to go on by itself with env.process';

describe('an async helper that a generator process starts', () => {
  it('is known for its own where it alone has run, since its first step', async () => {
    const env = new Environment();
    env.process(
      function* () {
        startHelper(env);
        yield* env.timeout(0);
        yield* env.timeout(0);
      },
      { name: 'ada' },
    );
    await expect(env.run()).rejects.toThrow(`process 'ada' ${HOW} (time 0, in process 'ada')`);
  });

  it("is nobody's for sure where two have run", async () => {
    const env = new Environment();
    env.process(function* () {
      yield* env.timeout(0);
      startHelper(env);
    });
    env.process(function* () {
      yield* env.timeout(0);
    });
    await expect(env.run()).rejects.toThrow(
      `code outside any process, or a helper that a callback or one of several generator processes started, ${HOW} (time 0)`,
    );
  });
});

describe('an async process of a run that has failed', () => {
  it('does not go on after a race of promises over what has happened', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const done = env.event();
    done.succeed();
    env.process(async () => {
      log('begins');
      await Promise.race([done, done]);
      log('went on');
    });
    await expect(env.run()).rejects.toMatchObject({ name: 'ConcurrentWaitError' });
    await hostTurn();
    expect(log.entries).toEqual([[0, 'begins']]);
  });

  it('does not go on in a synchronous run, which it ends', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      async () => {
        await env.timeout(1);
        log('one');
        await env.timeout(1);
        log('two');
      },
      { name: 'ada' },
    );
    await env.run(1);
    expect(() => env.runSync()).toThrow("process 'ada' is async, and runSync runs generator processes only");
    await hostTurn();
    expect(log.entries).toEqual([[1, 'one']]);
  });

  it('stays for ever where it waits then', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const timeout = env.timeout(1);
    env.schedule(1, () => {
      throw new Error('broken');
    });
    await expect(env.run()).rejects.toThrow('broken');
    timeout.then(
      () => log('value'),
      () => log('error'),
    );
    await hostTurn();
    expect(log.entries).toEqual([]);
  });
});
