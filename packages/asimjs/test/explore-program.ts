import fc from 'fast-check';
import type { Driver, Exploration, Wait } from '@asimjs/testing';
import { Broken, deeds } from './explore-deeds.js';
import { waits } from './explore-waits.js';
import { World } from './explore-world.js';
import type { Actor } from './explore-world.js';

interface Action<Kind> {
  readonly do: Kind;
  readonly n: number;
  readonly m: number;
}

type Deed = keyof typeof deeds;
type Waiting = keyof typeof waits;
type Deeds = readonly Action<Deed | Waiting>[];

/** What each process does, and each of a few scheduled callbacks. */
export interface Program {
  readonly processes: readonly Deeds[];
  readonly calls: readonly {
    readonly delay: number;
    readonly priority: number;
    readonly action: Action<Deed>;
  }[];
}

const deedNames = Object.keys(deeds) as Deed[];
const waitNames = Object.keys(waits) as Waiting[];

const small = fc.constantFrom(1, 0, 1, 1, 2);
const sleep: fc.Arbitrary<Action<Waiting>> = fc.record({
  do: fc.constant('sleep' as const),
  n: small,
  m: fc.constant(0),
});

function actionOf<Kind>(kinds: readonly Kind[]): fc.Arbitrary<Action<Kind>> {
  return fc.record({ do: fc.constantFrom(...kinds), n: small, m: small });
}

function programsOf(kinds: readonly (Deed | Waiting)[]): fc.Arbitrary<Program> {
  const plain = deedNames.filter((name) => kinds.includes(name));
  const action = fc.oneof({ weight: 2, arbitrary: actionOf(kinds) }, { weight: 1, arbitrary: sleep });
  const actions = fc.array(action, { minLength: 1, maxLength: 3 });
  return fc.record({
    processes: fc.array(
      fc.tuple(sleep, actions).map(([first, more]) => [first, ...more]),
      { minLength: 2, maxLength: 4 },
    ),
    calls: fc.array(
      fc.record({
        delay: small,
        priority: fc.constantFrom(0, 0, 0, 1, -1),
        action: actionOf(plain.length === 0 ? deedNames : plain),
      }),
      { maxLength: 2 },
    ),
  });
}

/** Programs in which only a few kinds of actions come up, so that these meet. */
export const programs: fc.Arbitrary<Program> = fc
  .uniqueArray(fc.constantFrom<Deed | Waiting>(...deedNames, ...waitNames), { minLength: 2, maxLength: 5 })
  .chain(programsOf);

/** Puts a program into a new world. */
export function build({ processes, calls }: Program, driver: Driver, exploration: Exploration): World {
  const world = new World(exploration, driver);
  for (const [index, actions] of processes.entries()) {
    const actor = world.newActor(`process ${index}`);
    const body = driver.body(function* (wait) {
      for (const action of actions) yield* act(world, actor, wait, action);
    });
    world.processes.push(world.env.process(body, { name: actor.name }));
  }
  for (const [index, { delay, priority, action }] of calls.entries()) {
    const actor = world.newActor(`call ${index}`);
    world.calls.push(world.env.schedule(delay, () => actNow(world, actor, action), { priority }));
  }
  return world;
}

function* act(
  world: World,
  actor: Actor,
  wait: Wait,
  { do: kind, n, m }: Action<Deed | Waiting>,
): Generator<unknown, void> {
  if (!isWaiting(kind)) {
    actNow(world, actor, { do: kind, n, m });
    return;
  }
  try {
    actor.seen.push(yield* waits[kind](world, actor, wait, n, m));
  } catch (error) {
    keep(actor, error);
  }
}

function actNow(world: World, actor: Actor, { do: kind, n, m }: Action<Deed>): void {
  try {
    actor.seen.push(deeds[kind](world, actor, n, m));
  } catch (error) {
    keep(actor, error);
  }
}

/** An actor goes on after any error but one. */
function keep({ seen }: Actor, error: unknown): void {
  if (error instanceof Broken) throw error;
  seen.push(error instanceof Error ? error.name : error);
}

function isWaiting(kind: Deed | Waiting): kind is Waiting {
  return Object.hasOwn(waits, kind);
}
