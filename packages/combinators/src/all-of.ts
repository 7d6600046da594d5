import { ArgumentError } from '@asimjs/core';
import type { Outcome, Waitable } from '@asimjs/core';
import { Combination } from './combination.js';
import { partsOf, placeOf } from './parts.js';
import type { ListedChildren, NamedChildren, Part } from './parts.js';

/** What `allOf` gives: the values under the keys, or at the places, of the children. */
export type Outcomes<Children extends NamedChildren | ListedChildren> = {
  -readonly [Key in keyof Children]: Outcome<Children[Key]>;
};

/**
 * Waits for all of several waitables. Each is granted as it comes and kept until the last has happened.
 *
 * If one fails, or the wait is abandoned half-way (the process is interrupted, or an enclosing `firstOf` is decided
 * for another child), those that wait are withdrawn, and gets and acquires that were granted go back: items to their
 * old place, slots to their resource. A put that was granted stays done.
 *
 * @throws ArgumentError for no children, for what is no waitable or belongs to another environment, and for a child named
 * `then`, which `await` would take for a promise.
 * @throws OperationUseError for an operation or a combination that was withdrawn, is waited for already, stands there
 * twice, or belongs to another process.
 * @throws OutsideProcessError outside a process.
 * @example
 * ```ts fragment
 * const [beans, water] = [new Queue<string>(env, { items: ['arabica'] }), new Container(env)];
 * env.schedule(2, () => water.put(1));
 * env.process(async () => {
 *   const { kind, litres } = await allOf({ kind: beans.get(), litres: water.get(0.3) });
 *   console.log(env.now, kind, litres);
 * });
 * ```
 *
 * ```text output
 * 2 arabica 0.3
 * ```
 */
export function allOf<const Children extends ListedChildren>(
  children: Children,
): Waitable<Outcomes<Children>>;
export function allOf<const Children extends NamedChildren>(children: Children): Waitable<Outcomes<Children>>;
export function allOf(children: NamedChildren | ListedChildren): Waitable {
  const isList = Array.isArray(children);
  const all = partsOf('allOf', children);
  assertNoThen(all);
  return new AllOf('allOf', all, (parts) =>
    isList
      ? parts.map(({ waitable }) => waitable.outcome)
      : Object.fromEntries(parts.map(({ key, waitable }) => [key, waitable.outcome])),
  );
}

function assertNoThen(parts: readonly Part[]): void {
  if (!parts.some(({ key }) => key === 'then')) return;
  throw new ArgumentError(
    "allOf takes no child named 'then', since 'await' would unwrap its result; give it another name",
    placeOf(parts.map(({ waitable }) => waitable)),
  );
}

/** The combination behind {@link allOf}: performs all of its parts, or gives back what it can. */
export class AllOf<T> extends Combination<T> {
  private readonly present: (parts: readonly Part[]) => T;
  private readonly heard = new Set<Waitable>();

  constructor(call: string, parts: readonly Part[], present: (parts: readonly Part[]) => T) {
    super(call, parts);
    this.present = present;
    // What has been decided already is not left to be decided with an enclosing choice.
    const isOver = this.children.every(({ pending }) => !pending);
    if (isOver || this.decider !== undefined) this.settle();
  }

  override get lastingInPart(): boolean {
    return this.operations.some(({ lasting }) => lasting);
  }

  override get endsNow(): boolean {
    return this.pending && this.children.every(({ pending, endsNow }) => !pending || endsNow);
  }

  override happened(child: Waitable): void {
    if (!this.pending) return;
    // For an explorer: whether its process finds it done depends on this.
    this.kernel.noteTouched(this.owner.process);
    this.heard.add(child);
    if (child.failed) {
      this.abandonParts(child);
      this.refuse(child.outcome);
    } else if (this.heard.size === this.children.length) {
      this.grant(this.present(this.parts));
    }
  }

  protected override get decider(): Waitable | undefined {
    return this.children.find(({ pending, failed }) => !pending && failed);
  }
}
