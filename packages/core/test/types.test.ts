import { Environment, Process } from '@asimjs/core';
import type {
  Body,
  Coroutine,
  Outcome,
  Plain,
  RunResult,
  SimEvent,
  Suspension,
  Timeout,
  Waitable,
} from '@asimjs/core';
import { describe, expectTypeOf, it } from 'vitest';

/** What `await` makes of a waitable of type `W`. */
type Awaiting<W> = W extends { then(resolve: (value: infer T) => void, reject: never): void } ? T : never;

const env = new Environment();

describe('the type of', () => {
  it('an awaited event is that of its value', () => {
    expectTypeOf(async (): Promise<void> => {
      expectTypeOf(await env.event<number>()).toEqualTypeOf<number>();
      expectTypeOf(await env.event<'a' | 'b'>()).toEqualTypeOf<'a' | 'b'>();
      expectTypeOf(await env.event<{ item: string } | undefined>()).toEqualTypeOf<
        { item: string } | undefined
      >();
    }).toBeFunction();
    // eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- nothing is what such an event gives
    expectTypeOf<Awaiting<SimEvent>>().toEqualTypeOf<void>();
    expectTypeOf<Outcome<SimEvent<number>>>().toEqualTypeOf<number>();
    expectTypeOf<SimEvent<number>['value']>().toEqualTypeOf<number>();
  });

  it('an awaited timeout is that of its value', () => {
    expectTypeOf(async (): Promise<void> => {
      expectTypeOf(await env.timeout(1, 'x')).toEqualTypeOf<string>();
      expectTypeOf(await env.timeout(1, { parcel: 1 })).toEqualTypeOf<{ parcel: number }>();
    }).toBeFunction();
    expectTypeOf(env.timeout(1)).toEqualTypeOf<Timeout>();
  });

  it('a wait in a generator is the same', () => {
    function* model(): Coroutine<boolean> {
      expectTypeOf(yield* env.event<number>()).toEqualTypeOf<number>();
      expectTypeOf(yield* env.timeout(1, 'x')).toEqualTypeOf<string>();
      expectTypeOf(yield* env.process(async () => 7).finished).toEqualTypeOf<number>();
      return true;
    }
    expectTypeOf(env.process(model)).toEqualTypeOf<Process<boolean>>();
  });

  it('finished is that of what the body returns', () => {
    expectTypeOf(env.process(async () => 'x').finished).toEqualTypeOf<SimEvent<string>>();
    expectTypeOf(
      env.process(function* () {
        yield* env.timeout(1);
        return 5;
      }).finished,
    ).toEqualTypeOf<SimEvent<number>>();
    class Clerk extends Process<{ served: number }> {
      override async run(): Promise<{ served: number }> {
        expectTypeOf(await this.timeout(1, 'x')).toEqualTypeOf<string>();
        return { served: 1 };
      }
    }
    expectTypeOf(new Clerk(env).finished).toEqualTypeOf<SimEvent<{ served: number }>>();
  });

  it('what a generator body yields is a suspension and nothing else', () => {
    const model = function* () {
      yield* env.timeout(1);
      return 'x';
    };
    expectTypeOf(model).returns.toExtend<Generator<Suspension, string, unknown>>();
    expectTypeOf(model).returns.toExtend<Body<string>>();
    expectTypeOf<Suspension>().not.toBeAny();
    expectTypeOf<number>().not.toExtend<Suspension>();
    expectTypeOf<Waitable>().not.toExtend<Suspension>();
  });

  it('a run is that of its result', () => {
    expectTypeOf(env.run).returns.toEqualTypeOf<Promise<RunResult>>();
    expectTypeOf(env.runSync).returns.toEqualTypeOf<RunResult>();
    expectTypeOf<RunResult['reason']>().toEqualTypeOf<
      'exhausted' | 'until' | 'event' | 'stopped' | 'aborted' | 'maxSteps'
    >();
  });
});

describe('the types refuse', () => {
  it('a waitable or a promise as a value', () => {
    expectTypeOf<Plain<string>>().toEqualTypeOf<string>();
    expectTypeOf<Plain<SimEvent<number>>>().toEqualTypeOf<never>();
    expectTypeOf<Plain<Promise<number>>>().toEqualTypeOf<never>();
    expectTypeOf<Plain<{ event: SimEvent }>>().toEqualTypeOf<{ event: SimEvent }>();
    expectTypeOf((): void => {
      // @ts-expect-error an event is no plain value
      env.timeout(1, env.event());
      // @ts-expect-error a promise is no plain value
      env.timeout(1, Promise.resolve(1));
      // @ts-expect-error an event is no plain value
      env.event<SimEvent>().succeed(env.event());
      env.event<{ event: SimEvent }>().succeed({ event: env.event() });
      env.event<Process>().succeed(env.process(async () => 1));
    }).toBeFunction();
  });

  it('values of another type, and a missing value', () => {
    expectTypeOf((): void => {
      // @ts-expect-error a string is no number
      env.event<number>().succeed('x');
      // @ts-expect-error a value is missing
      env.event<number>().succeed();
      env.event().succeed();
      env.event<string | undefined>().succeed(undefined);
    }).toBeFunction();
  });

  it('a process that yields a waitable, or that returns one', () => {
    expectTypeOf((): void => {
      // @ts-expect-error yield* was meant
      env.process(function* () {
        yield env.timeout(1);
      });
      // @ts-expect-error a body is an async function or a generator function
      env.process(() => 5);
      // @ts-expect-error a waitable is no body
      env.process(() => env.timeout(1));
    }).toBeFunction();
  });

  it('a process as a waitable, and options that do not exist', () => {
    expectTypeOf((): void => {
      const process = env.process(async () => 1);
      expectTypeOf(process).not.toExtend<Waitable>();
      expectTypeOf(process).not.toExtend<PromiseLike<unknown>>();
      // @ts-expect-error until is a time or an event
      void env.run({ until: process });
      // @ts-expect-error there is no such option
      void env.run({ untill: 5 });
      // @ts-expect-error an event has a name in its options
      env.event('name');
    }).toBeFunction();
  });
});
