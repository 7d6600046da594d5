import { Environment } from 'asimjs';
import type { Coroutine, Waitable } from 'asimjs';
import { exploreSync } from '@asimjs/testing';
import { expect } from 'vitest';

/** What somebody sees, and keeps for himself: it is no way to meet. */
export type See = (who: string, what: unknown) => void;
export type Touch = (name: string) => void;
export type Body = () => Coroutine<void>;

/** A few processes, to be started in any order: so each of two that are due together is tried first. */
export type Story = (env: Environment, see: See, touch: Touch) => Body[];

/** All that can be seen at the end of a story, if it is started with the body at `rotation`. */
export function endsOf(story: Story, rotation: number, reduce: boolean): string[] {
  const ends = new Set<string>();
  const { failure } = exploreSync(
    ({ touch }) => {
      const env = new Environment();
      const seen: Record<string, unknown> = {};
      const bodies = story(env, (who, what) => (seen[who] = what), touch);
      for (const body of [...bodies.slice(rotation), ...bodies.slice(0, rotation)]) env.process(body);
      return { env, atEnd: () => void ends.add(JSON.stringify(Object.entries(seen).sort())) };
    },
    { reduce, allowBlocked: true },
  );
  expect(failure).toBeUndefined();
  return [...ends].sort();
}

/**
 * Two act at time 1, and each then wakes a helper, which leaves a mark. Whoever waits for both looks at the marks: one
 * helper came before, and the other goes after, since the line of an instant keeps its order.
 */
export function race(
  env: Environment,
  see: See,
  touch: Touch,
  acts: readonly (() => unknown)[],
  wait: () => Waitable,
): Body[] {
  const marks = acts.map(() => false);
  const bells = acts.map(() => env.event());
  const actors = acts.map(
    (act, index): Body =>
      function* () {
        yield* env.timeout(1);
        act();
        bells[index]!.succeed();
      },
  );
  const helpers = bells.map(
    (bell, index): Body =>
      function* () {
        yield* bell;
        touch(`mark ${index}`);
        marks[index] = true;
      },
  );
  return [
    ...actors,
    ...helpers,
    function* () {
      yield* wait();
      for (const index of marks.keys()) touch(`mark ${index}`);
      see('finisher', [...marks]);
    },
  ];
}
