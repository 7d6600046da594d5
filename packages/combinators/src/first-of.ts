import type { Operation, Outcome, Waitable } from '@asimjs/core';
import { Combination } from './combination.js';
import { partsOf } from './parts.js';
import type { NamedChildren, ListedChildren, Part } from './parts.js';

/** What `firstOf({ a, b })` gives: `{ key: 'a', value }` or `{ key: 'b', value }`, to be told apart by `key`. */
export type Choice<Children extends NamedChildren> = {
  [Key in keyof Children & (string | number)]: {
    readonly key: `${Key}`;
    readonly value: Outcome<Children[Key]>;
  };
}[keyof Children & (string | number)];

/** What `firstOf([x, y])` gives: `{ index: 0, value }` or `{ index: 1, value }`, to be told apart by `index`. */
export type ListedChoice<Children extends ListedChildren> = {
  [Key in keyof Children]: {
    readonly index: Key extends `${infer Index extends number}` ? Index : number;
    readonly value: Outcome<Children[Key]>;
  };
}[number];

/**
 * Waits for the first of several waitables, and for that one alone: one operation is granted, the others are
 * withdrawn without effect; events and timeouts are only no longer listened to.
 *
 * A child that has happened already wins wherever it stands, the first such if there are several. Otherwise the
 * children are tried in the order given (JavaScript puts integer-like keys first). If the winner failed, its error is
 * thrown.
 *
 * @throws ArgumentError for no children, and for what is no waitable or belongs to another environment.
 * @throws OperationUseError if two operations were granted before, or a put was and would lose; for a put inside an
 * `allOf`, which could not be taken back; and for an operation or a combination that was withdrawn, is waited for already,
 * stands there twice, or belongs to another process.
 * @throws OutsideProcessError outside a process.
 * @example
 * ```ts fragment
 * const parcels = new Queue<string>(env);
 * env.process(async () => {
 *   const first = await firstOf({ parcel: parcels.get(), closing: env.timeout(10) });
 *   if (first.key === 'parcel') console.log(first.value.toUpperCase()); // a string
 *   else console.log(env.now, 'closed');
 * });
 * ```
 *
 * ```text output
 * 10 closed
 * ```
 */
export function firstOf<const Children extends ListedChildren>(
  children: Children,
): Waitable<ListedChoice<Children>>;
export function firstOf<const Children extends NamedChildren>(children: Children): Waitable<Choice<Children>>;
export function firstOf(children: NamedChildren | ListedChildren): Waitable {
  const isList = Array.isArray(children);
  return new FirstOf('firstOf', partsOf('firstOf', children), (key, value) =>
    isList ? { index: key, value } : { key, value },
  );
}

/** The combination behind {@link firstOf}: performs exactly one of its parts. */
export class FirstOf<T> extends Combination<T> {
  private readonly present: (key: string | number, value: unknown) => T;

  constructor(call: string, parts: readonly Part[], present: (key: string | number, value: unknown) => T) {
    super(call, parts);
    this.present = present;
    // What has been decided already is not left to be decided with an enclosing choice.
    if (this.decider !== undefined) this.settle();
  }

  override get endsNow(): boolean {
    return this.pending && this.children.some(({ endsNow }) => endsNow);
  }

  override happened(child: Waitable): void {
    if (!this.pending) return;
    // The losers go first: nothing may be granted to them once somebody knows of the winner.
    this.abandonParts(child);
    if (child.failed) this.refuse(child.outcome);
    else this.grant(this.present(this.keyOf(child), child.outcome));
  }

  protected override get decider(): Waitable | undefined {
    return this.children.find(({ pending }) => !pending);
  }

  protected override assertFits(): void {
    const untakeable = this.parts.find(({ waitable }) => waitable.lastingInPart);
    if (untakeable !== undefined) {
      throw this.misuse(
        `has a put inside an allOf, as '${String(untakeable.key)}', which could not be taken back if that lost; make the put after the choice`,
      );
    }
    this.assertOneGranted();
  }

  private assertOneGranted(): void {
    const done = this.parts.filter(({ waitable }) => !waitable.pending);
    const granted = done.filter(({ waitable }) => hasTakenEffect(waitable));
    if (granted.length > 1) {
      throw this.misuse(
        `has ${String(granted.length)} operations that were granted before the choice; make them inside the call of firstOf`,
      );
    }
    const [late] = granted;
    if (late !== done[0] && late?.waitable.operations.some(isDonePut) === true) {
      throw this.misuse(
        `has '${String(late.key)}', which was put before the choice and would lose it; make it inside the call of firstOf`,
      );
    }
  }

  private keyOf(child: Waitable): string | number {
    // Nothing but its parts tells it that it has happened.
    const part = this.parts.find(({ waitable }) => waitable === child) as Part;
    return part.key;
  }
}

/** Whether it has happened by an effect on a facility. */
function hasTakenEffect({ failed, operations }: Waitable): boolean {
  return !failed && operations.some(({ state }) => state === 'granted');
}

function isDonePut({ lasting, state }: Operation<unknown>): boolean {
  return lasting && state === 'granted';
}
