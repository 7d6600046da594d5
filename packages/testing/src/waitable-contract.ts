import { casesOf } from './contract.js';
import type { Clause, ContractCase } from './contract.js';
import type { EnvironmentLike, WaitableLike } from './structure.js';
import { assertSameTrace, traceLog } from './trace.js';

/** A kind of waitable to be tried, in a fresh environment. */
export interface WaitableSubject {
  readonly env: EnvironmentLike;
  /** The waitable; called in the process that is to wait for it. If it is shared, the same one each time. */
  waitable(): WaitableLike;
  /** Makes it happen; called in a step. */
  happen(): void;
  /** What it then gives. */
  readonly value: unknown;
  /** Makes it fail instead, if it can. */
  readonly fail?: (error: Error) => void;
  /** Whether any number of processes may wait for it. */
  readonly shared: boolean;
}

/** What every waitable keeps to. `makeSubject` is called for each case. */
export function waitableContract(makeSubject: () => WaitableSubject): ContractCase[] {
  const { fail, shared } = makeSubject();
  return casesOf(makeSubject, {
    ...forAll,
    ...(fail === undefined ? {} : forFailing),
    ...(shared ? forShared : forSingleUse),
  });
}

type WaitableClause = Clause<WaitableSubject>;

const forAll: Record<string, WaitableClause> = {
  'gives its value when it happens': async (subject, { body, run }) => {
    const { env } = subject;
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        log('waits');
        log('got', yield* wait(subject.waitable()));
      }),
    );
    happenAt(subject, 3, body);
    await run(env);
    assertSameTrace(log.entries, [
      [0, 'waits'],
      [3, 'got', subject.value],
    ]);
  },

  'lets a process go on without suspending if it has happened': async (subject, { body, run }) => {
    const { env } = subject;
    const log = traceLog(env);
    happenAt(subject, 0, body);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log('waits');
        log('got', yield* wait(subject.waitable()));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log('comes after');
      }),
    );
    await run(env);
    assertSameTrace(log.entries, [
      [1, 'waits'],
      [1, 'got', subject.value],
      [1, 'comes after'],
    ]);
  },

  'leaves a process waiting while it never happens': async (subject, { body, run }) => {
    const { env } = subject;
    const log = traceLog(env);
    const waiter = env.process(
      body(function* (wait) {
        yield* wait(subject.waitable());
        log('resumed');
      }),
    );
    const { reason } = await run(env, { until: 100 });
    assertSameTrace([...log.entries, [env.now, reason, waiter.status]], [[100, 'exhausted', 'waiting']]);
  },

  'does not resume a process that was cancelled while it waited': async (subject, { body, run }) => {
    const { env } = subject;
    const log = traceLog(env);
    const waiter = env.process(
      body(function* (wait) {
        try {
          yield* wait(subject.waitable());
          log('resumed');
        } finally {
          log('ends');
        }
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        log('cancels', waiter.cancel());
      }),
    );
    happenAt(subject, 2, body);
    await run(env);
    assertSameTrace(
      [...log.entries, [env.now, waiter.status]],
      [
        [1, 'cancels', true],
        [1, 'ends'],
        [2, 'cancelled'],
      ],
    );
  },

  'gives its value first to a process that is cancelled in the instant in which it happens': async (
    subject,
    { body, run },
  ) => {
    const { env } = subject;
    const log = traceLog(env);
    const waiter = env.process(
      body(function* (wait) {
        log('got', yield* wait(subject.waitable()));
        yield* wait(env.timeout(5));
        log('goes on');
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        subject.happen();
        yield* wait(env.process(body(function* () {})).finished);
        log('unreached, unless the waiter has gone first');
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        waiter.cancel();
      }),
    );
    await run(env);
    assertSameTrace(
      [...log.entries.slice(0, 1), [env.now, waiter.status]],
      [
        [2, 'got', subject.value],
        [2, 'cancelled'],
      ],
    );
  },

  'resumes in the order in which things became ready': async (subject, { body, run }) => {
    const { env } = subject;
    const log = traceLog(env);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        log('before');
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(subject.waitable());
        log('waiter');
      }),
    );
    happenAt(subject, 2, body);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        log('after');
      }),
    );
    await run(env);
    assertSameTrace(log.entries, [
      [2, 'before'],
      [2, 'waiter'],
      [2, 'after'],
    ]);
  },
};

const forFailing: Record<string, WaitableClause> = {
  'throws its error in the process that waits': async (subject, { body, run }) => {
    const { env } = subject;
    const log = traceLog(env);
    const error = new Error('broken');
    env.process(
      body(function* (wait) {
        try {
          yield* wait(subject.waitable());
        } catch (caught) {
          log('caught', caught === error);
        }
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        subject.fail?.(error);
      }),
    );
    await run(env);
    assertSameTrace(log.entries, [[2, 'caught', true]]);
  },
};

const forShared: Record<string, WaitableClause> = {
  'gives its value to all who wait, in the order in which they began to': async (subject, { body, run }) => {
    const { env } = subject;
    const log = traceLog(env);
    for (const name of ['first', 'second', 'third']) {
      env.process(
        body(function* (wait) {
          log(name, yield* wait(subject.waitable()));
        }),
      );
    }
    happenAt(subject, 1, body);
    await run(env);
    assertSameTrace(
      log.entries,
      ['first', 'second', 'third'].map((name) => [1, name, subject.value] as const),
    );
  },

  'still happens for one when another has gone': async (subject, { body, run }) => {
    const { env } = subject;
    const log = traceLog(env);
    const gone = env.process(
      body(function* (wait) {
        yield* wait(subject.waitable());
      }),
    );
    env.process(
      body(function* (wait) {
        log('got', yield* wait(subject.waitable()));
      }),
    );
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        gone.cancel();
      }),
    );
    happenAt(subject, 2, body);
    await run(env);
    assertSameTrace(log.entries, [[2, 'got', subject.value]]);
  },
};

const forSingleUse: Record<string, WaitableClause> = {
  'refuses a second wait': async (subject, { body, run }) => {
    const { env } = subject;
    const log = traceLog(env);
    happenAt(subject, 0, body);
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(1));
        const waitable: WaitableLike = subject.waitable();
        log('got', yield* wait(waitable));
        try {
          yield* wait(waitable);
        } catch (error) {
          log(error instanceof Error && error.name);
        }
      }),
    );
    await run(env);
    assertSameTrace(log.entries, [
      [1, 'got', subject.value],
      [1, 'OperationUseError'],
    ]);
  },
};

function happenAt(subject: WaitableSubject, time: number, body: Parameters<WaitableClause>[1]['body']): void {
  const { env } = subject;
  env.process(
    body(function* (wait) {
      if (time > 0) yield* wait(env.timeout(time));
      subject.happen();
    }),
  );
}
