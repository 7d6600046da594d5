import { casesOf } from './contract.js';
import type { Clause, ContractCase } from './contract.js';
import type { Driver } from './drivers.js';
import type { EnvironmentLike, WaitableLike } from './structure.js';
import { assertSameTrace, traceLog } from './trace.js';
import type { TraceLog } from './trace.js';

/** A resource to be tried, in a fresh environment and in a state in which a `take` has to wait. */
export interface ResourceSubject {
  readonly env: EnvironmentLike;
  /** Asks for one; called in a process. */
  take(): WaitableLike;
  /** Lets one more take be granted; called in a step. */
  give(): void;
  /** Takes one if that can be done at once. @returns whether it did */
  tryTake(): boolean;
}

/** What every resource keeps to whose takers stand in a line. `makeSubject` is called for each case. */
export function resourceContract(makeSubject: () => ResourceSubject): ContractCase[] {
  return casesOf(makeSubject, clauses);
}

const clauses: Record<string, Clause<ResourceSubject>> = {
  'serves in the order in which requests were made': async (subject, driver) => {
    const log = traceLog(subject.env);
    startTakers(subject, driver, log, 4);
    giveAt(subject, driver, [1, 1, 2, 3]);
    await driver.run(subject.env);
    assertSameTrace(log.entries, [
      [1, 'taker 0'],
      [1, 'taker 1'],
      [2, 'taker 2'],
      [3, 'taker 3'],
    ]);
  },

  'passes over one who has gone, and loses nothing': async (subject, driver) => {
    const log = traceLog(subject.env);
    const takers = startTakers(subject, driver, log, 3);
    at(subject, driver, 1, () => takers[0]?.cancel());
    giveAt(subject, driver, [2, 2]);
    await driver.run(subject.env);
    assertSameTrace(log.entries, [
      [2, 'taker 1'],
      [2, 'taker 2'],
    ]);
  },

  'serves those behind one who goes in the same instant': async (subject, driver) => {
    const log = traceLog(subject.env);
    const takers = startTakers(subject, driver, log, 2);
    at(subject, driver, 1, () => {
      takers[0]?.cancel();
      subject.give();
    });
    await driver.run(subject.env);
    assertSameTrace(log.entries, [[1, 'taker 1']]);
  },

  'gives what was granted before its taker was cancelled': async (subject, driver) => {
    const log = traceLog(subject.env);
    const takers = startTakers(subject, driver, log, 2);
    at(subject, driver, 1, () => {
      subject.give();
      takers[0]?.cancel();
    });
    await driver.run(subject.env);
    assertSameTrace(log.entries, [[1, 'taker 0']]);
  },

  'keeps the place of a request that is awaited later': async (subject, driver) => {
    const { env } = subject;
    const log = traceLog(env);
    env.process(
      driver.body(function* (wait) {
        const request = subject.take();
        yield* wait(env.timeout(5));
        yield* wait(request);
        log('early');
      }),
    );
    startTakers(subject, driver, log, 1);
    giveAt(subject, driver, [1, 2]);
    await driver.run(env);
    assertSameTrace(log.entries, [
      [2, 'taker 0'],
      [5, 'early'],
    ]);
  },

  'lets a try succeed only if a request would be granted at once': async (subject, driver) => {
    const log = traceLog(subject.env);
    at(subject, driver, 0, () => {
      log('nothing there', subject.tryTake());
    });
    at(subject, driver, 1, () => {
      subject.give();
      log('one there', subject.tryTake());
      log('none left', subject.tryTake());
    });
    await driver.run(subject.env);
    assertSameTrace(log.entries, [
      [0, 'nothing there', false],
      [1, 'one there', true],
      [1, 'none left', false],
    ]);
  },

  'lets no try overtake one who waits': async (subject, driver) => {
    const log = traceLog(subject.env);
    startTakers(subject, driver, log, 1);
    at(subject, driver, 1, () => {
      subject.give();
      log('try', subject.tryTake());
    });
    await driver.run(subject.env);
    assertSameTrace(log.entries, [
      [1, 'try', false],
      [1, 'taker 0'],
    ]);
  },

  'serves every other of a thousand when the rest have gone': async (subject, driver) => {
    const log = traceLog(subject.env);
    const takers = startTakers(subject, driver, log, 1000);
    const staying = takers.filter((_, index) => index % 2 === 1);
    at(subject, driver, 1, () => {
      for (const taker of takers) if (!staying.includes(taker)) taker.cancel();
    });
    giveAt(subject, driver, new Array<number>(500).fill(2));
    await driver.run(subject.env);
    assertSameTrace(
      log.entries,
      staying.map((_, index) => [2, `taker ${String(2 * index + 1)}`] as const),
    );
  },
};

function startTakers(
  subject: ResourceSubject,
  driver: Driver,
  log: TraceLog,
  count: number,
): ReturnType<EnvironmentLike['process']>[] {
  return Array.from({ length: count }, (_, index) =>
    subject.env.process(
      driver.body(function* (wait) {
        yield* wait(subject.take());
        log(`taker ${String(index)}`);
      }),
    ),
  );
}

function giveAt(subject: ResourceSubject, driver: Driver, times: readonly number[]): void {
  for (const time of times) {
    at(subject, driver, time, () => {
      subject.give();
    });
  }
}

function at(subject: ResourceSubject, driver: Driver, time: number, act: () => void): void {
  subject.env.process(
    driver.body(function* (wait) {
      if (time > 0) yield* wait(subject.env.timeout(time));
      act();
    }),
  );
}
