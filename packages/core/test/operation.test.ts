import { Environment, OperationUseError, OutsideProcessError, UnusedOperationError } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import type { Enter } from './turnstile.js';
import { Pass, Turnstile } from './turnstile.js';

describe.each(drivers)('an operation of a third party, with the $name driver', ({ body, run }) => {
  it('is granted at once or waits in line, first in first out', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env, { places: 2 });
    for (const name of ['a', 'b', 'c', 'd']) {
      const process: Process = env.process(
        body(function* (wait) {
          log(name, yield* wait(gate.enter()), gate.inside, gate.waiting);
          yield* wait(env.timeout(3));
          gate.leave(process);
          log(name, 'out');
        }),
        { name },
      );
    }
    await run(env);
    expect(log.entries).toEqual([
      [0, 'a', 1, ['a'], 0],
      [0, 'b', 2, ['a', 'b'], 0],
      [3, 'a', 'out'],
      [3, 'c', 2, ['b', 'c'], 1],
      [3, 'b', 'out'],
      [3, 'd', 2, ['c', 'd'], 0],
      [6, 'c', 'out'],
      [6, 'd', 'out'],
    ]);
  });

  it('is settled as it is awaited', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env);
    env.process(
      body(function* (wait) {
        const enter = gate.enter();
        log(enter.state);
        yield* wait(enter);
        log(enter.state, gate.inside);
      }),
      { name: 'a' },
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'unsettled'],
      [0, 'granted', ['a']],
    ]);
  });

  it('is settled when the step that made it ends, and awaited later', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env);
    env.process(
      body(function* (wait) {
        const enter = gate.enter();
        log(enter.state);
        yield* wait(env.timeout(2));
        log(enter.state);
        log(yield* wait(enter));
      }),
      { name: 'a' },
    );
    env.process(
      body(function* () {
        log(gate.inside);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'unsettled'],
      [0, ['a']],
      [2, 'granted'],
      [2, 1],
    ]);
  });

  it('is settled when its facility is touched, and so are those made for it before', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const [gate, other] = [new Turnstile(env), new Turnstile(env)];
    env.process(
      body(function* (wait) {
        const [first, second, elsewhere] = [gate.enter(), gate.enter(), other.enter()];
        log(gate.waiting);
        log(first.state, second.state, elsewhere.state);
        const third = gate.enter();
        log(third.state);
        second.withdraw();
        third.withdraw();
        yield* wait(first);
        yield* wait(elsewhere);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 1],
      [0, 'granted', 'waiting', 'unsettled'],
      [0, 'unsettled'],
    ]);
  });

  it('joins its line in the order of creation, in whatever order it is awaited', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env, { places: 1 });
    const process: Process = env.process(
      body(function* (wait) {
        const [first, second] = [gate.enter(), gate.enter()];
        env.schedule(1, () => gate.leave(process));
        log('second', yield* wait(second), first.state);
        log('first', yield* wait(first));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, 'second', 1, 'granted'],
      [1, 'first', 1],
    ]);
  });

  it('that takes nothing happens without being awaited, in and outside processes', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env);
    gate.pass();
    env.process(
      body(function* (wait) {
        gate.pass();
        yield* wait(env.timeout(1));
        log(yield* wait(gate.pass()));
        gate.pass();
      }),
    );
    env.schedule(5, () => {
      gate.pass();
    });
    await run(env);
    log(gate.passed);
    expect(log.entries).toEqual([
      [1, 3],
      [5, 5],
    ]);
  });

  it('made outside any process throws', async () => {
    const env = new Environment();
    const gate = new Turnstile(env, { name: 'gate' });
    expect(() => gate.enter()).toThrow(OutsideProcessError);
    expect(() => gate.enter()).toThrow("a request to 'gate' was made outside any process");
    env.schedule(1, () => {
      expect(() => gate.enter()).toThrow(OutsideProcessError);
    });
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 1 });
    expect(gate.waiting).toBe(0);
  });

  it('may be awaited by the process that made it alone', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env, { name: 'gate' });
    let made: Enter | undefined;
    env.process(
      body(function* (wait) {
        made = gate.enter();
        yield* wait(env.timeout(1));
        log(yield* wait(made));
      }),
      { name: 'owner' },
    );
    env.process(
      body(function* (wait) {
        try {
          yield* wait(made!);
        } catch (error) {
          log(error instanceof OperationUseError, (error as Error).message);
        }
        yield* wait(env.timeout(2));
        log('goes on');
      }),
      { name: 'thief' },
    );
    await run(env);
    expect(log.entries).toEqual([
      [
        0,
        true,
        "a way through 'gate' belongs to process 'owner'; let that process wait, and join it through its 'finished' (time 0, in process 'thief')",
      ],
      [1, 1],
      [2, 'goes on'],
    ]);
  });

  it('that takes nothing may be awaited by another process', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env);
    const visit = gate.pass();
    env.process(
      body(function* (wait) {
        log(yield* wait(visit));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, 1]]);
  });

  it('serves one wait, and is not affected by a second', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env, { name: 'gate' });
    env.process(
      body(function* (wait) {
        const enter = gate.enter();
        log(yield* wait(enter));
        try {
          yield* wait(enter);
        } catch (error) {
          log(error instanceof OperationUseError, (error as Error).message.includes('is already waited for'));
        }
        log(gate.inside);
      }),
      { name: 'a' },
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 1],
      [0, true, true],
      [0, ['a']],
    ]);
  });

  it('that is withdrawn leaves its line without effect, cannot be awaited, and is looked past', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env);
    const holder: Process = env.process(
      body(function* (wait) {
        yield* wait(gate.enter());
        yield* wait(env.timeout(5));
        gate.leave(holder);
      }),
    );
    env.process(
      body(function* (wait) {
        const enter = gate.enter();
        yield* wait(env.timeout(1));
        log(enter.withdraw(), enter.withdraw(), enter.state, gate.waiting);
        try {
          yield* wait(enter);
        } catch (error) {
          log(error instanceof OperationUseError, (error as Error).message.includes('was withdrawn'));
        }
      }),
    );
    env.process(
      body(function* (wait) {
        log('entered', yield* wait(gate.enter()));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, true, true, 'withdrawn', 1],
      [1, true, true],
      [5, 'entered', 1],
    ]);
  });

  it('that is withdrawn in the step that made it never joins', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env);
    env.process(
      body(function* () {
        log(gate.enter().withdraw(), gate.inside, gate.waiting);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, true, [], 0]]);
  });

  it('that has been granted cannot be withdrawn and still has to be awaited', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env);
    env.process(
      body(function* (wait) {
        const enter = gate.enter();
        yield* wait(env.timeout(1));
        log(enter.withdraw(), enter.state);
        log(yield* wait(enter));
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [1, false, 'granted'],
      [1, 1],
    ]);
  });

  it('that is waited for cannot be withdrawn', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env, { places: 0 });
    let enter: Enter | undefined;
    env.process(
      body(function* (wait) {
        enter = gate.enter();
        yield* wait(enter);
      }),
    );
    env.schedule(1, () => {
      expect(() => enter?.withdraw()).toThrow(OperationUseError);
      log(enter?.state);
    });
    await run(env);
    expect(log.entries).toEqual([[1, 'waiting']]);
  });

  it('is taken out of its line when its process is cancelled, and those behind it are looked at again', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env);
    const holder: Process = env.process(
      body(function* (wait) {
        yield* wait(gate.enter());
        yield* wait(env.timeout(5));
        gate.leave(holder);
      }),
      { name: 'holder' },
    );
    const waiter = env.process(
      body(function* (wait) {
        yield* wait(gate.enter());
      }),
      { name: 'cancelled' },
    );
    env.process(
      body(function* (wait) {
        yield* wait(gate.enter());
        log('entered');
      }),
      { name: 'behind' },
    );
    env.schedule(2, () => {
      log(gate.waiting);
      waiter.cancel();
      log(gate.waiting);
    });
    await run(env);
    expect(log.entries).toEqual([
      [2, 2],
      [2, 1],
      [5, 'entered'],
    ]);
  });
});

/** A visit to a turnstile that is out of order. */
class BrokenVisit extends Pass {
  protected override join(): void {
    throw new Error('out of order');
  }
}

describe.each(drivers)('an operation whose joining throws, with the $name driver,', ({ body, run }) => {
  it('throws where it is awaited', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env);
    env.process(
      body(function* (wait) {
        try {
          yield* wait(new BrokenVisit(gate));
        } catch (error) {
          log(String(error));
        }
        yield* wait(env.timeout(1));
        log('goes on');
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'Error: out of order'],
      [1, 'goes on'],
    ]);
  });

  it.each(['in an earlier step', 'in its last step'])(
    'ends the run where its process made it %s and never awaits it',
    async (when) => {
      const env = new Environment();
      const gate = new Turnstile(env);
      env.process(
        body(function* (wait) {
          new BrokenVisit(gate);
          if (when === 'in an earlier step') yield* wait(env.timeout(1));
        }),
      );
      await expect(run(env)).rejects.toThrow('out of order');
      await expect(run(env)).rejects.toMatchObject({ name: 'EnvironmentClosedError' });
    },
  );

  it('ends the run as it begins where it was made before', async () => {
    const env = new Environment();
    const visit = new BrokenVisit(new Turnstile(env));
    await expect(run(env)).rejects.toThrow('out of order');
    await expect(run(env)).rejects.toMatchObject({ name: 'EnvironmentClosedError' });
    expect(visit.pending).toBe(true);
  });
});

describe.each(drivers)('an operation that its process never uses, with the $name driver', ({ body, run }) => {
  it.each(['in its last step', 'in an earlier step'])(
    'is an error when it was made %s, and has no effect',
    async (when) => {
      const env = new Environment();
      const log = traceLog(env);
      const gate = new Turnstile(env, { name: 'gate' });
      let made: Enter | undefined;
      env.process(
        body(function* (wait) {
          made = gate.enter();
          if (when === 'in an earlier step') yield* wait(env.timeout(1));
        }),
        { name: 'forgetful' },
      );
      const error: unknown = await run(env).catch((thrown: unknown) => thrown);
      log(made?.state, gate.inside, gate.waiting);
      expect(error).toMatchObject({ name: 'ProcessFailedError', process: 'forgetful' });
      expect((error as Error).cause).toBeInstanceOf(UnusedOperationError);
      expect(String((error as Error).cause)).toContain(
        "process 'forgetful' ended without having awaited a way through 'gate', which was taken back",
      );
      expect(log.entries.map(([, ...what]) => what)).toEqual([['withdrawn', [], 0]]);
    },
  );

  it('is an error when it was settled by a look at its facility', async () => {
    const env = new Environment();
    const gate = new Turnstile(env);
    env.process(
      body(function* (wait) {
        gate.enter();
        expect(gate.inside).toHaveLength(1);
        yield* wait(env.timeout(1));
      }),
    );
    await expect(run(env)).rejects.toMatchObject({ cause: { name: 'UnusedOperationError' } });
    expect(gate.inside).toEqual([]);
  });

  it('is an error when it was settled by a later operation that was awaited', async () => {
    const env = new Environment();
    const gate = new Turnstile(env, { places: 2 });
    env.process(
      body(function* (wait) {
        gate.enter();
        yield* wait(gate.enter());
      }),
      { name: 'a' },
    );
    await expect(run(env)).rejects.toMatchObject({ cause: { name: 'UnusedOperationError' } });
    expect(gate.inside).toEqual(['a']);
  });

  it('is taken out of its line, and those behind it are served', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env);
    const forgetful = env.process(
      body(function* (wait) {
        gate.enter();
        yield* wait(env.timeout(2));
      }),
      { name: 'forgetful' },
    );
    env.process(
      body(function* (wait) {
        yield* wait(gate.enter());
        log('entered', gate.inside);
      }),
      { name: 'next' },
    );
    env.process(
      body(function* (wait) {
        try {
          yield* wait(forgetful.finished);
        } catch (error) {
          log(error instanceof UnusedOperationError);
        }
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [2, 'entered', ['next']],
      [2, true],
    ]);
  });

  it.each(['unsettled', 'waiting', 'granted', 'granted by a look'])(
    'is withdrawn or given back where the process fails while it is %s, and the failure is what counts',
    async (state) => {
      const env = new Environment();
      const gate = new Turnstile(env, { places: state === 'waiting' ? 0 : 1 });
      const cause = new Error('broken');
      let made: Enter | undefined;
      env.process(
        body(function* (wait) {
          made = gate.enter();
          if (state === 'granted by a look') expect(gate.inside).toHaveLength(1);
          if (state !== 'unsettled') yield* wait(env.timeout(1));
          expect(made.state).toBe(state.split(' ')[0]);
          throw cause;
        }),
      );
      await expect(run(env)).rejects.toMatchObject({ name: 'ProcessFailedError', cause });
      expect([made?.state, gate.inside, gate.waiting]).toEqual(['withdrawn', [], 0]);
    },
  );

  it('is given back where the process is cancelled', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env);
    const process = env.process(
      body(function* (wait) {
        gate.enter();
        yield* wait(env.timeout(5));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(gate.enter());
        log('entered');
      }),
    );
    env.schedule(1, () => process.cancel());
    expect(await run(env)).toMatchObject({ reason: 'exhausted', blocked: [] });
    expect(log.entries).toEqual([[1, 'entered']]);
    expect(process.status).toBe('cancelled');
  });

  it('is noted even if the run was cut in the step that made it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const gate = new Turnstile(env);
    const done = env.event();
    done.succeed();
    env.process(
      body(function* (wait) {
        const enter = gate.enter();
        yield* wait(done);
        log(enter.state);
        yield* wait(env.timeout(1));
      }),
    );
    await run(env, { maxSteps: 1 });
    await expect(run(env)).rejects.toMatchObject({ cause: { name: 'UnusedOperationError' } });
    expect(log.entries).toEqual([[0, 'unsettled']]);
  });

  it('may have been withdrawn', async () => {
    const env = new Environment();
    const gate = new Turnstile(env);
    env.process(
      body(function* (wait) {
        yield* wait(gate.enter());
        const second = gate.enter();
        yield* wait(env.timeout(1));
        second.withdraw();
      }),
    );
    expect(await run(env)).toMatchObject({ reason: 'exhausted' });
  });
});
