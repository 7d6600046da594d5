import type { Process, ProcessFunction, SimEvent, Timeout, Waitable } from '@asimjs/core';
import { describe, expectTypeOf, it } from 'vitest';
import { allOf, firstOf, withTimeout } from '@asimjs/combinators';
import type { Timed } from '@asimjs/combinators';

// What is declared here is checked by the compiler and never run.
declare const text: Waitable<string>;
declare const count: Waitable<number>;
declare const bell: SimEvent;
declare const deadline: Timeout;
declare const courier: Process<string>;

describe('the types of combinations', () => {
  it('tell the children of a named firstOf apart by key', () => {
    async function body(): Promise<void> {
      const first = await firstOf({ text, count, bell });
      expectTypeOf(first.key).toEqualTypeOf<'text' | 'count' | 'bell'>();
      expectTypeOf(first.value).not.toBeNever();
      if (first.key === 'text') expectTypeOf(first.value).toEqualTypeOf<string>();
      else if (first.key === 'count') expectTypeOf(first.value).toEqualTypeOf<number>();
      else expectTypeOf(first.value).toBeVoid();
      // @ts-expect-error there is no such child
      if (first.key === 'other') return;
    }
    expectTypeOf(body).toBeFunction();
  });

  it('tell the children of a listed firstOf apart by index', () => {
    async function body(): Promise<void> {
      const first = await firstOf([text, count, deadline]);
      expectTypeOf(first.index).toEqualTypeOf<0 | 1 | 2>();
      if (first.index === 0) expectTypeOf(first.value).toEqualTypeOf<string>();
      else if (first.index === 1) expectTypeOf(first.value).toEqualTypeOf<number>();
      else expectTypeOf(first.value).toBeVoid();
      // @ts-expect-error there are three children
      if (first.index === 3) return;
    }
    expectTypeOf(body).toBeFunction();
  });

  it('give integer-like keys as text, as they are at run time', () => {
    async function body(): Promise<void> {
      const first = await firstOf({ 1: text, 2: count });
      expectTypeOf(first.key).toEqualTypeOf<'1' | '2'>();
      if (first.key === '1') expectTypeOf(first.value).toEqualTypeOf<string>();
    }
    expectTypeOf(body).toBeFunction();
  });

  it('of a list of unknown length have an index that is a number', () => {
    async function body(
      list: readonly Waitable<string>[],
      named: Record<string, Waitable<number>>,
    ): Promise<void> {
      expectTypeOf(await firstOf(list)).toEqualTypeOf<{ readonly index: number; readonly value: string }>();
      expectTypeOf(await firstOf(named)).toEqualTypeOf<{ readonly key: string; readonly value: number }>();
      expectTypeOf(await allOf([...list])).toEqualTypeOf<string[]>();
      expectTypeOf(await allOf(named)).toEqualTypeOf<Record<string, number>>();
    }
    expectTypeOf(body).toBeFunction();
  });

  it('of allOf are the values in place', () => {
    async function body(): Promise<void> {
      expectTypeOf(await allOf({ text, count })).toEqualTypeOf<{ text: string; count: number }>();
      expectTypeOf(await allOf([text, count])).toEqualTypeOf<[string, number]>();
      expectTypeOf((await allOf([bell, text]))[0]).toBeVoid();
      const [a, b] = await allOf([text, courier.finished]);
      expectTypeOf(a).toEqualTypeOf<string>();
      expectTypeOf(b).toEqualTypeOf<string>();
    }
    expectTypeOf(body).toBeFunction();
  });

  it('of withTimeout have a value once it is known not to have timed out', () => {
    async function body(): Promise<void> {
      const result = await withTimeout(text, 5);
      expectTypeOf(result).toEqualTypeOf<Timed<string>>();
      // @ts-expect-error it may have timed out
      expectTypeOf(result.value).toBeString();
      if (!result.timedOut) expectTypeOf(result.value).toEqualTypeOf<string>();
    }
    expectTypeOf(body).toBeFunction();
  });

  it('nest', () => {
    async function body(): Promise<void> {
      const first = await firstOf({
        both: allOf([text, firstOf([count, bell])]),
        late: withTimeout(text, 1),
      });
      if (first.key === 'both') {
        const [a, inner] = first.value;
        expectTypeOf(a).toEqualTypeOf<string>();
        if (inner.index === 0) expectTypeOf(inner.value).toEqualTypeOf<number>();
      } else if (!first.value.timedOut) {
        expectTypeOf(first.value.value).toEqualTypeOf<string>();
      }
    }
    expectTypeOf(body).toBeFunction();
  });

  it('are the same in a generator', () => {
    function* body() {
      const first = yield* firstOf({ text, count });
      if (first.key === 'count') expectTypeOf(first.value).toEqualTypeOf<number>();
      const [a] = yield* allOf([text]);
      expectTypeOf(a).toEqualTypeOf<string>();
      return yield* withTimeout(count, 1);
    }
    expectTypeOf(body).toExtend<ProcessFunction<Timed<number>>>();
  });

  it('refuse what is no waitable', () => {
    function calls(): void {
      // @ts-expect-error a promise is no waitable
      firstOf({ text, promise: Promise.resolve(1) });
      // @ts-expect-error a promise is no waitable
      allOf([text, Promise.resolve(1)]);
      // @ts-expect-error a process is joined by its 'finished'
      firstOf([courier]);
      // @ts-expect-error a process is joined by its 'finished'
      allOf({ courier });
      // @ts-expect-error a value is no waitable
      withTimeout(5, 1);
      // @ts-expect-error the delay is missing
      withTimeout(text);
      // @ts-expect-error children come in one object or list
      firstOf(text, count);
      // @ts-expect-error a delay is a number
      withTimeout(text, '5');
    }
    expectTypeOf(calls).toBeFunction();
  });
});
