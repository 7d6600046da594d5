import { Environment } from '@asimjs/core';
import type { Process, Waitable } from '@asimjs/core';
import { describe, expectTypeOf, it } from 'vitest';
import { interrupt, isInterrupt, isLoss, uninterruptible, work } from '@asimjs/interrupts';
import type {
  WorkDecision,
  Interrupt,
  Loss,
  Routine,
  WorkOptions,
  WorkProgress,
  WorkReport,
} from '@asimjs/interrupts';

const env = new Environment();

// What is declared here is checked by the compiler and never run.
declare const clerk: Process<string>;
declare const caught: unknown;
declare const flag: boolean;
declare const waitable: Waitable<WorkDecision>;
declare const item: Waitable<string>;
declare const options: WorkOptions;

describe('the type of', () => {
  it('interrupt is boolean, of a process and any cause', () => {
    expectTypeOf(interrupt).returns.toEqualTypeOf<boolean>();
    expectTypeOf(interrupt).parameter(1).toEqualTypeOf<unknown>();
    expectTypeOf((): void => {
      interrupt(clerk);
      interrupt(clerk, { machine: 3 });
      // @ts-expect-error the end of a process is no process
      interrupt(clerk.finished);
      // @ts-expect-error a process is needed
      interrupt();
    }).toBeFunction();
  });

  it('the cause of an interrupt is that which it is said to be', () => {
    expectTypeOf<Interrupt<{ machine: number }>['cause']>().toEqualTypeOf<{ machine: number }>();
    expectTypeOf<Interrupt['cause']>().toEqualTypeOf<unknown>();
    expectTypeOf<Interrupt['by']>().toEqualTypeOf<Process | undefined>();
    expectTypeOf<Interrupt['remaining']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Interrupt<string>>().toExtend<Interrupt>();
    expectTypeOf<Interrupt>().toExtend<Error>();
    expectTypeOf<Interrupt>().not.toExtend<Interrupt<string>>();
  });

  it('isInterrupt and isLoss is that of a guard', () => {
    expectTypeOf(isInterrupt).guards.toEqualTypeOf<Interrupt>();
    expectTypeOf(isLoss).guards.toEqualTypeOf<Loss>();
    expectTypeOf((): void => {
      if (isInterrupt(caught)) expectTypeOf(caught).toEqualTypeOf<Interrupt>();
      else expectTypeOf(caught).toBeUnknown();
      if (isInterrupt(caught) && isLoss(caught.cause)) expectTypeOf(caught.cause.isMadeGood).toBeBoolean();
    }).toBeFunction();
  });

  it('uninterruptible is that of what an async body returns', () => {
    expectTypeOf(async (): Promise<void> => {
      expectTypeOf(await uninterruptible(env, async () => 5)).toEqualTypeOf<number>();
      expectTypeOf(await uninterruptible(env, async () => (flag ? 5 : 'x'))).toEqualTypeOf<string | number>();
      expectTypeOf(uninterruptible(env, async () => undefined)).toEqualTypeOf<Routine<undefined>>();
      const pause = async (): Promise<void> => env.timeout(1);
      expectTypeOf(uninterruptible(env, pause)).toEqualTypeOf<Routine<void>>();
      expectTypeOf(await uninterruptible(env, () => env.timeout(1, 'x'))).toEqualTypeOf<string>();
      expectTypeOf(await uninterruptible(env, () => env.event<number | undefined>())).toEqualTypeOf<
        number | undefined
      >();
      expectTypeOf(await uninterruptible(env, () => work(env, 1, options))).toEqualTypeOf<WorkReport>();
    }).toBeFunction();
  });

  it('uninterruptible is that of what a generator body returns', () => {
    expectTypeOf(function* () {
      expectTypeOf(
        yield* uninterruptible(env, function* () {
          yield* env.timeout(1);
          return 5;
        }),
      ).toEqualTypeOf<number>();
      expectTypeOf(
        yield* uninterruptible(env, function* () {
          return flag ? yield* env.timeout(1, 'x') : undefined;
        }),
      ).toEqualTypeOf<string | undefined>();
      expectTypeOf(
        yield* uninterruptible(env, function* () {
          yield* env.timeout(1);
        }),
      ).toBeVoid();
      expectTypeOf(yield* uninterruptible(env, () => env.timeout(1, 'x'))).toEqualTypeOf<string>();
      expectTypeOf(yield* uninterruptible(env, () => work(env, 1, options))).toEqualTypeOf<WorkReport>();
    }).toBeFunction();
  });

  it('work is that of its report, in both styles', () => {
    expectTypeOf(async (): Promise<void> => {
      expectTypeOf(await work(env, 1, options)).toEqualTypeOf<WorkReport>();
    }).toBeFunction();
    expectTypeOf(function* () {
      expectTypeOf(yield* work(env, 1, options)).toEqualTypeOf<WorkReport>();
    }).toBeFunction();
    expectTypeOf<WorkReport>().toEqualTypeOf<{
      readonly worked: number;
      readonly remaining: number;
      readonly interruptions: number;
      readonly completed: boolean;
    }>();
  });

  it('a process that works is that of what it returns', () => {
    expectTypeOf(env.process(async () => work(env, 1, options))).toEqualTypeOf<Process<WorkReport>>();
    expectTypeOf(
      env.process(function* () {
        const { worked } = yield* work(env, 1, options);
        return worked;
      }),
    ).toEqualTypeOf<Process<number>>();
  });
});

describe('a handler of work', () => {
  it('is given the interrupt and the progress', () => {
    expectTypeOf<WorkOptions['onInterrupt']>().parameters.toEqualTypeOf<[Interrupt, WorkProgress]>();
    expectTypeOf((): void => {
      void work(env, 1, {
        onInterrupt: (error, progress) => {
          expectTypeOf(error.cause).toBeUnknown();
          expectTypeOf(progress).toEqualTypeOf<WorkProgress>();
          // @ts-expect-error progress can only be read
          progress.worked = 0;
        },
      });
    }).toBeFunction();
  });

  it('may return nothing or a decision, at once or later', () => {
    expectTypeOf((): void => {
      const handlers: WorkOptions['onInterrupt'][] = [
        () => undefined,
        () => {
          interrupt(clerk);
        },
        () => 'resume',
        ({ cause }) => (cause === 'fire' ? 'drop' : undefined),
        // A single text is `string` in the eyes of the compiler.
        async () => 'restart' as const,
        async (_, { remaining }) => (remaining > 1 ? 'restart' : 'drop'),
        async () => {
          await env.timeout(1);
        },
        async ({ cause }) => {
          await env.timeout(1);
          if (cause === 'fire') return 'drop';
          return undefined;
        },
        function* () {
          yield* env.timeout(1);
        },
        function* () {
          yield* env.timeout(1);
          return 'drop' as const;
        },
        () => waitable,
        () => env.timeout(1),
        () => uninterruptible(env, () => env.timeout(1)),
      ];
      expectTypeOf(handlers).toBeArray();
      void work(env, 1, { onInterrupt: async () => 'drop' as const });
      void work(env, 1, {
        onInterrupt: function* () {
          yield* env.timeout(1);
          return 'drop' as const;
        },
      });
    }).toBeFunction();
  });

  it('may not return anything else', () => {
    expectTypeOf((): void => {
      // @ts-expect-error no such decision
      void work(env, 1, { onInterrupt: () => 'again' });
      // @ts-expect-error no such decision
      void work(env, 1, { onInterrupt: async () => 5 });
      // @ts-expect-error a boolean is no decision
      void work(env, 1, { onInterrupt: () => true });
      void work(env, 1, {
        // @ts-expect-error yield* was meant
        onInterrupt: function* () {
          yield env.timeout(1);
        },
      });
      // @ts-expect-error an item is no decision
      void work(env, 1, { onInterrupt: () => item });
      // @ts-expect-error a report is no decision
      void work(env, 1, { onInterrupt: () => work(env, 1, options) });
      // @ts-expect-error a handler is needed
      void work(env, 1, {});
      // @ts-expect-error no such option
      void work(env, 1, { onInterrupt: () => undefined, priority: 1 });
    }).toBeFunction();
  });
});

describe('a routine', () => {
  it('is a promise for await, and no waitable', () => {
    expectTypeOf<Routine<number>>().toExtend<PromiseLike<number>>();
    expectTypeOf<Routine<number>>().not.toExtend<Waitable>();
    expectTypeOf<Awaited<Routine<number | undefined>>>().toEqualTypeOf<number | undefined>();
  });

  it('of uninterruptible needs a body that waits', () => {
    expectTypeOf((): void => {
      // @ts-expect-error a plain function has nothing to hold back interrupts for
      void uninterruptible(env, () => 5);
      // @ts-expect-error a body is a function
      void uninterruptible(env, env.timeout(1));
      void uninterruptible(
        env,
        // @ts-expect-error yield* was meant
        function* () {
          yield env.timeout(1);
        },
      );
    }).toBeFunction();
  });
});
