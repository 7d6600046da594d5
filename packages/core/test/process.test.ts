import {
  Environment,
  isProcess,
  isWaitable,
  Process,
  ProcessBodyError,
  ProcessFailedError,
} from '@asimjs/core';
import type { Body } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  it('a process begins in the instant in which it is made, after what is running', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        const child = env.process(
          body(function* () {
            log('child');
          }),
        );
        log('parent', child.status);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [2, 'parent', 'ready'],
      [2, 'child'],
    ]);
  });

  it('a class says in run what its processes do', async () => {
    const env = new Environment();
    const log = traceLog(env);
    class Courier extends Process<string> {
      readonly #van: number;
      constructor(van: number) {
        super(env, { name: `courier ${van}` });
        this.#van = van;
      }
      override run(): Body<string> {
        const [van, courier] = [this.#van, this as Process];
        return body(function* (wait) {
          yield* wait(courier.timeout(van));
          log(courier.name, courier.now);
          return `van ${van}`;
        })();
      }
    }
    const couriers = [new Courier(2), new Courier(1)];
    await run(env);
    expect(log.entries).toEqual([
      [1, 'courier 1', 1],
      [2, 'courier 2', 2],
    ]);
    expect(couriers.map(({ finished }) => finished.value)).toEqual(['van 2', 'van 1']);
    expect(couriers[0]?.env).toBe(env);
  });

  it('a process goes from ready to running, waiting and finished', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(
      body(function* (wait) {
        log(process.status, process.waitingFor, env.activeProcess === process);
        yield* wait(bell);
        log(process.status, process.waitingFor);
      }),
    );
    const bell = env.event();
    log(process.status, process.waitingFor, env.activeProcess);
    env.schedule(1, () => {
      log(process.status, process.waitingFor === bell, env.activeProcess);
      bell.succeed();
      log(process.status, process.waitingFor);
    });
    await run(env);
    log(process.status, process.waitingFor);
    expect(log.entries).toEqual([
      [0, 'ready', undefined, undefined],
      [0, 'running', undefined, true],
      [1, 'waiting', true, undefined],
      [1, 'ready', undefined],
      [1, 'running', undefined],
      [1, 'finished', undefined],
    ]);
  });

  it('the end of a process is joined through finished, before and after it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const child = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(3));
        return 'done';
      }),
    );
    env.process(
      body(function* (wait) {
        log('early', yield* wait(child.finished));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(5));
        log('late', yield* wait(child.finished), child.finished.status);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [3, 'early', 'done'],
      [5, 'late', 'done', 'succeeded'],
    ]);
  });

  it('a process that throws fails its finished for those who wait', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const broken = new Error('broken');
    const child = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        throw broken;
      }),
    );
    env.process(
      body(function* (wait) {
        try {
          yield* wait(child.finished);
        } catch (error) {
          log(error === broken, child.status, child.finished.status);
        }
      }),
    );
    expect(await run(env)).toMatchObject({ reason: 'exhausted' });
    expect(log.entries).toEqual([[1, true, 'failed', 'failed']]);
  });

  it('a process that throws with nobody waiting for its end ends the run', async () => {
    const env = new Environment();
    const cause = new Error('broken');
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        throw cause;
      }),
      { name: 'miller' },
    );
    const error: unknown = await run(env).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProcessFailedError);
    expect(error).toMatchObject({ time: 1, process: 'miller', cause });
    expect((error as Error).message).toMatch(
      /^process 'miller' failed and nobody was waiting .*Error: broken/,
    );
  });

  it('a process that throws in its first step fails too', async () => {
    const env = new Environment();
    const cause = new Error('at once');
    const child = env.process(
      body(function* () {
        throw cause;
      }),
    );
    await expect(run(env)).rejects.toMatchObject({ name: 'ProcessFailedError', time: 0, cause });
    expect(child.status).toBe('failed');
  });

  it('having asked for finished without waiting is no listening', async () => {
    const env = new Environment();
    const child = env.process(
      body(function* () {
        throw new Error('unheard');
      }),
    );
    expect(child.finished.status).toBe('pending');
    await expect(run(env)).rejects.toBeInstanceOf(ProcessFailedError);
  });

  it('an error passes from a process through everyone who joins it', async () => {
    const env = new Environment();
    const cause = new Error('deep');
    const first = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        throw cause;
      }),
    );
    const second = env.process(
      body(function* (wait) {
        yield* wait(first.finished);
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(second.finished);
      }),
      { name: 'last' },
    );
    await expect(run(env)).rejects.toMatchObject({ process: 'last', time: 1, cause });
    expect([first.status, second.status]).toEqual(['failed', 'failed']);
  });

  it('processes travel through events, since a process is no waitable', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const introduced = env.event<Process<number>>();
    const child = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        return 42;
      }),
    );
    env.process(
      body(function* (wait) {
        const process = yield* wait(introduced);
        log(yield* wait(process.finished));
      }),
    );
    introduced.succeed(child);
    await run(env);
    expect(log.entries).toEqual([[2, 42]]);
    expect([isProcess(child), isWaitable(child), 'then' in child]).toEqual([true, false, false]);
  });

  it('a body may return at once', async () => {
    const env = new Environment();
    const process = env.process(
      body(function* () {
        return 'at once';
      }),
    );
    await run(env);
    expect(process.finished.value).toBe('at once');
  });

  it('the end of a process cannot be made to happen', async () => {
    const env = new Environment();
    const process = env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
      }),
      { name: 'p' },
    );
    expect(() => process.finished.succeed()).toThrow("the end of process 'p' happens by itself");
    expect(() => process.finished.fail(new Error('no'))).toThrow('cancel it');
    await run(env);
    expect(process.status).toBe('finished');
  });
});

describe('the name of a process', () => {
  it('is what it is given, or that of its function or class and a number', () => {
    const env = new Environment();
    class Robot extends Process {
      override *run(): Generator<never, void> {
        // Does nothing.
      }
    }
    const names = [
      env.process(function* clerk() {}),
      env.process(function* () {}),
      new Robot(env),
      env.process(function* clerk() {}, { name: 'Anna' }),
      env.process(async () => undefined),
      new Robot(env),
    ].map(({ name }) => name);
    expect(names).toEqual(['clerk 1', 'process 1', 'Robot 1', 'Anna', 'process 2', 'Robot 2']);
  });

  it('is counted by each environment for itself', () => {
    const names = [new Environment(), new Environment()].map((env) => env.process(function* work() {}).name);
    expect(names).toEqual(['work 1', 'work 1']);
  });
});

describe('the body of a process', () => {
  it('may be an async function that is given the process', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      async (process) => {
        await process.timeout(2);
        log(process.name, env.activeProcess === process);
      },
      { name: 'clerk' },
    );
    await env.run();
    expect(log.entries).toEqual([[2, 'clerk', true]]);
  });

  it('may be a generator function that is given the process', () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(
      function* (process) {
        yield* process.timeout(2);
        log(process.name);
      },
      { name: 'clerk' },
    );
    env.runSync();
    expect(log.entries).toEqual([[2, 'clerk']]);
  });

  it('may be an async method or a generator method of a class, side by side in one run', async () => {
    const env = new Environment();
    const log = traceLog(env);
    class Asynchronous extends Process<string> {
      override async run(): Promise<string> {
        await this.timeout(1);
        log('async');
        return 'a';
      }
    }
    class Coroutine extends Process<string> {
      override *run(): Generator<never, string> {
        yield* this.timeout(1) as Iterable<never>;
        log('generator');
        return 'g';
      }
    }
    const both = [new Asynchronous(env), new Coroutine(env)];
    await env.run();
    expect(log.entries).toEqual([
      [1, 'async'],
      [1, 'generator'],
    ]);
    expect(both.map(({ finished }) => finished.value)).toEqual(['a', 'g']);
  });

  it('means return await where async code returns a waitable', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const process = env.process(async () => env.timeout(3, 'three'));
    const helper = async (): Promise<number> => env.timeout(2, 2);
    env.process(async () => {
      log(await helper());
    });
    await env.run();
    expect(log.entries).toEqual([[2, 2]]);
    expect([env.now, process.finished.value]).toEqual([3, 'three']);
  });

  it('fails where a generator returns a waitable', () => {
    const env = new Environment();
    env.process(
      // @ts-expect-error a waitable is no plain value
      function* () {
        yield* env.timeout(1);
        return env.timeout(1);
      },
      { name: 'p' },
    );
    expect(() => env.runSync()).toThrow(
      expect.objectContaining({
        name: 'ProcessFailedError',
        time: 1,
        cause: expect.objectContaining({ name: 'WaitableValueError' }) as unknown,
      }),
    );
  });

  it('fails at a bare yield, naming yield*', () => {
    const env = new Environment();
    env.process(
      // @ts-expect-error what a process yields comes from yield* only
      function* () {
        yield env.timeout(1);
      },
      { name: 'p' },
    );
    const error = catchSync(() => env.runSync());
    expect(error).toMatchObject({ name: 'ProcessFailedError', process: 'p' });
    expect((error as Error).cause).toBeInstanceOf(ProcessBodyError);
    expect(String((error as Error).cause)).toContain(
      "process 'p' yielded a timeout until 1; a generator process waits with 'yield*'",
    );
  });

  it.each<[string, () => unknown]>([
    ['undefined', () => undefined],
    ['5', () => 5],
    ['an object', () => ({})],
    ['an object of class Timeout', () => new Environment().timeout(1)],
    ['an array of 0', () => []],
  ])('fails if it returns %s', (what, returned) => {
    const env = new Environment();
    env.process(returned as () => Promise<void>, { name: 'p' });
    const error = catchSync(() => env.runSync());
    expect(error).toMatchObject({ name: 'ProcessFailedError', time: 0, process: 'p' });
    expect((error as Error).cause).toBeInstanceOf(ProcessBodyError);
    expect(String((error as Error).cause)).toContain(`the body of process 'p' returned ${what}; a body is`);
  });

  it('never shifts time by the depth of its async helpers', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const nested = async (depth: number): Promise<number> =>
      depth === 0 ? env.timeout(5, 5) : await nested(depth - 1);
    env.process(async () => {
      log('deep', await nested(30));
    });
    env.process(async () => {
      await env.timeout(5);
      log('shallow');
    });
    await env.run();
    expect(log.entries).toEqual([
      [5, 'deep', 5],
      [5, 'shallow'],
    ]);
  });

  it('holds the clock while it waits for a foreign promise', async () => {
    const env = new Environment();
    const log = traceLog(env);
    env.process(async () => {
      await env.timeout(1);
      log(await new Promise((resolve) => setTimeout(resolve, 5, 'fetched')));
      await env.timeout(1);
      log('end');
    });
    env.process(async () => {
      await env.timeout(1);
      log('other');
    });
    await env.run();
    expect(log.entries).toEqual([
      [1, 'fetched'],
      [1, 'other'],
      [2, 'end'],
    ]);
  });
});

function catchSync(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}
