// What is no model, and no way to call: refused with what to do, and never taken for a fault of the model.
import { describe, expect, it } from 'vitest';
import {
  assertEveryOrderSync,
  explore,
  ExplorerUseError,
  exploreSync,
  replay,
  replaySync,
} from '@asimjs/testing';
import type { ExploredEnvironment, Exploration, ModelFactory } from '@asimjs/testing';
import { idle } from './choices.js';

const unseen = async (): Promise<void> => {
  throw new Error('nobody hears this');
};

describe('a check that returns something is refused', () => {
  it.each(['invariant', 'atEnd'] as const)('a promise, of %s', async (check) => {
    // @ts-expect-error -- the types refuse it too
    const factory: ModelFactory = () => ({ env: idle(), [check as 'atEnd']: unseen });
    const text = `the '${check}' of the model returned a promise, which nobody waits for: make it a plain function that throws if something is wrong`;
    expect(() => exploreSync(factory)).toThrow(new ExplorerUseError(text));
    await expect(explore(factory)).rejects.toThrow(new ExplorerUseError(text));
    expect(() => replaySync(factory, 'usual')).toThrow(new ExplorerUseError(text));
  });

  it.each([true, false])('%s', (answer) => {
    const text = `returned ${String(answer)}, but a result is not looked at: throw an error if something is wrong`;
    // @ts-expect-error -- the types refuse it too
    expect(() => exploreSync(() => ({ env: idle(), invariant: () => answer }))).toThrow(text);
    // @ts-expect-error -- the types refuse it too
    expect(() => exploreSync(() => ({ env: idle(), atEnd: () => answer }))).toThrow(text);
  });

  it('but not what throws nothing and gives nothing, and not a number', () => {
    const seen: number[] = [];
    const voidly: () => void = () => seen.push(1);
    const report = exploreSync(() => ({ env: idle(), invariant: voidly, atEnd: () => void seen.push(2) }));
    expect([report.failure, seen]).toEqual([undefined, [1, 2]]);
  });
});

describe('a model that cannot be meant is refused', () => {
  it.each([
    ['atend', 'atEnd', () => undefined],
    ['invariants', 'invariant', () => undefined],
    ['Until', 'until', 10],
    ['at_end', 'atEnd', () => undefined],
  ])('with %s', (key, meant, value) => {
    const factory: ModelFactory = () => ({ env: idle(), [key]: value });
    const text = `a model has the keys env, until, invariant and atEnd; this one has '${key}': is '${meant}' meant?`;
    expect(() => exploreSync(factory)).toThrow(new ExplorerUseError(text));
  });

  it('but it may have other things, for whoever made it', () => {
    const factory: ModelFactory = () => {
      const model = { env: idle(), day: 3, winner: () => 'ada', end: 2 };
      return model;
    };
    expect(exploreSync(factory).failure).toBeUndefined();
  });

  it.each([
    ['has run', { running: false, steps: { done: 1 } }],
    ['is running', { running: true, steps: { done: 0 } }],
  ])('with an environment that %s', (_, state) => {
    const env = idle();
    const factory: ModelFactory = () => ({ env: { ...env, kernel: { ...env.kernel, ...state } } });
    expect(() => exploreSync(factory)).toThrow(
      new ExplorerUseError(
        'the environment of the model has run already; return it before it runs: exploring runs it, in each order anew',
      ),
    );
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['an object', {}],
    ['an environment', idle()],
  ])('that is %s', (shown, model) => {
    // @ts-expect-error -- no model
    const factory: ModelFactory = () => model;
    expect(() => exploreSync(factory)).toThrow(
      new ExplorerUseError(`a factory returns a model, { env, ... }, but this one returned ${shown}`),
    );
  });
});

it('a model in which nothing happens is refused', () => {
  const text =
    'nothing happened in the environment of the model; make its processes with the environment that the factory returns';
  expect(() => exploreSync(() => ({ env: idle(() => ({ steps: 0 })) }))).toThrow(new ExplorerUseError(text));
});

describe('what the model asks of its exploration is refused', () => {
  type Asking = (exploration: Exploration) => unknown;

  /** Where a model may ask: each gives a factory that asks there, and swallows nothing. */
  const places: readonly [place: string, (ask: Asking) => ModelFactory][] = [
    ['the factory', (ask) => (exploration) => (ask(exploration), { env: idle() })],
    ['the run', (ask) => (exploration) => ({ env: idle(() => void ask(exploration)) })],
    [
      'a process',
      (ask) => (exploration) => ({
        env: idle(() => {
          try {
            ask(exploration);
          } catch (cause) {
            throw new Error('the process failed', { cause });
          }
        }),
      }),
    ],
    ['atEnd', (ask) => (exploration) => ({ env: idle(), atEnd: () => void ask(exploration) })],
    ['invariant', (ask) => (exploration) => ({ env: idle(), invariant: () => void ask(exploration) })],
  ];

  it.each(places)('in %s, if it is no number of outcomes', (_, asking) => {
    expect(() => exploreSync(asking(({ choose }) => choose(0)))).toThrow(
      new ExplorerUseError('choose takes a number of outcomes, an integer >= 1, but was given 0'),
    );
    // @ts-expect-error -- no number
    expect(() => exploreSync(asking(({ choose }) => choose([1, 2])))).toThrow(
      new ExplorerUseError('choose takes a number of outcomes, an integer >= 1, but was given an array'),
    );
  });

  it.each(places)('in %s, if it is no name', (_, asking) => {
    const text = "touch takes the name of what processes share, such as 'seats', but was given";
    expect(() => exploreSync(asking(({ touch }) => touch('')))).toThrow(new ExplorerUseError(`${text} ''`));
    // @ts-expect-error -- no name
    expect(() => exploreSync(asking(({ touch }) => touch()))).toThrow(
      new ExplorerUseError(`${text} undefined`),
    );
  });

  it.each(['atEnd', 'invariant'] as const)('in %s, if it is a choice', (check) => {
    const factory: ModelFactory = ({ choose }) => ({ env: idle(), [check]: () => void choose(2) });
    expect(() => exploreSync(factory)).toThrow(
      new ExplorerUseError(
        `choose was called in the '${check}' of the model; it belongs into the factory and into processes`,
      ),
    );
  });

  it('if it is a choice in a run that is over', () => {
    let kept: Exploration['choose'] | undefined;
    const factory: ModelFactory = ({ choose }) => {
      kept ??= choose;
      kept(2);
      return { env: idle() };
    };
    expect(() => exploreSync(factory)).toThrow(
      new ExplorerUseError(
        'choose was called in a run that is over; take it anew from what the factory is given',
      ),
    );
  });
});

describe('a call that cannot be meant is refused', () => {
  const model: ModelFactory = () => ({ env: idle() });

  it.each([
    ['undefined', undefined],
    ['an environment', idle()],
    ['an object', {}],
  ])('with %s in place of a factory', async (shown, factory) => {
    const text = `explore takes a function that makes the model, but was given ${shown}; write explore(() => { const env = new Environment(); ...; return { env }; })`;
    // @ts-expect-error -- no factory
    expect(() => exploreSync(factory)).toThrow(new ExplorerUseError(text));
    // @ts-expect-error -- no factory
    await expect(explore(factory)).rejects.toThrow(new ExplorerUseError(text));
    // @ts-expect-error -- no factory
    expect(() => replaySync(factory, 'usual')).toThrow(
      new ExplorerUseError(text.replaceAll('explore', 'replay')),
    );
  });

  it.each([
    ['null', null],
    ['7', 7],
    ["'pct'", 'pct'],
  ])('with %s in place of options', (shown, options) => {
    const text = `takes an object of options, but was given ${shown}`;
    // @ts-expect-error -- no options
    expect(() => exploreSync(model, options)).toThrow(new ExplorerUseError(`explore ${text}`));
    // @ts-expect-error -- no options
    expect(() => assertEveryOrderSync(model, options)).toThrow(new ExplorerUseError(`explore ${text}`));
    // @ts-expect-error -- no options
    expect(() => replaySync(model, 'usual', options)).toThrow(new ExplorerUseError(`replay ${text}`));
  });

  it('with no schedule', async () => {
    const text =
      "replay takes a schedule, a text such as 'usual' or '3=1' from the report of a failure, but was given undefined";
    // @ts-expect-error -- no schedule
    expect(() => replaySync(model, undefined)).toThrow(new ExplorerUseError(text));
    // @ts-expect-error -- no schedule
    await expect(replay(model)).rejects.toThrow(new ExplorerUseError(text));
  });
});

describe('an async process in a synchronous run', () => {
  class RunStateError extends Error {
    override readonly name: string = 'RunStateError';
  }

  function throwing(error: Error): ExploredEnvironment {
    return idle(() => {
      throw error;
    });
  }

  it('is no fault of the model, but of the call', () => {
    const cause = new RunStateError("process 'ada' is async, and runSync runs generator processes only; ...");
    const factory: ModelFactory = () => ({ env: throwing(cause) });
    const text =
      "process 'ada' is async, but exploreSync, assertEveryOrderSync and replaySync take generator processes only; write 'await explore(...)', 'await assertEveryOrder(...)' or 'await replay(...)'";
    for (const call of [() => exploreSync(factory), () => replaySync(factory, 'usual')])
      expect(call).toThrow(new ExplorerUseError(text, { cause }));
  });

  it('is told from other errors of that name', () => {
    const error = new RunStateError('the environment is running already; await the run that is under way');
    const { failure } = exploreSync(() => ({ env: throwing(error) }));
    expect([failure?.kind, failure?.error]).toEqual(['error', error]);
  });
});
