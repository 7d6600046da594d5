import {
  ArgumentError,
  EventFailedError,
  isCancelled,
  isProcess,
  isWaitable,
  OperationUseError,
  OutsideProcessError,
} from '@asimjs/core';
import type { Operation, Process, Waitable } from '@asimjs/core';
import { describeValue, isThenable, NOWHERE, SingleUse } from '@asimjs/core/protocol';
import type { Kernel, Listener, Served } from '@asimjs/core/protocol';
import { placeOf } from './parts.js';
import type { Part } from './parts.js';

/** Several waitables that one process waits for at once: what {@link firstOf} and {@link allOf} share. */
export abstract class Combination<T> extends SingleUse<T> implements Listener {
  /** There is one: outside a process the constructor throws. */
  declare readonly owner: NonNullable<SingleUse<T>['owner']>;
  protected readonly parts: readonly Part[];
  /** The waitables of its parts: an event that stands there twice is listened to once. */
  protected readonly children: readonly Waitable[];
  readonly operations: readonly Operation<unknown>[];
  private readonly call: string;
  /** The children that it has not abandoned. */
  private kept: readonly Waitable[];
  /** Whether it looks at its children: a failure that it finds there has come before. */
  private isLooking = false;
  /** Whether it hears of its children before it is settled. */
  private hearsEarly = false;

  constructor(call: string, parts: readonly Part[]) {
    super(checkParts(call, parts));
    this.call = call;
    this.parts = parts;
    this.children = [...new Set(parts.map(({ waitable }) => waitable))];
    this.kept = this.children;
    this.operations = operationsOf(parts);
    this.assertInProcess();
    for (const { waitable } of parts) waitable.checkClaim(this.owner);
    this.assertFits();
    this.adopt();
    // What stands in line may be granted at any time.
    if (this.standsInLine) this.listenEarly();
  }

  /** The name of the process that waits. */
  get name(): string {
    return this.owner.name;
  }

  /** Its parts say for themselves what stays done. */
  get lasting(): boolean {
    return false;
  }

  override get holders(): readonly Process[] {
    return [...new Set(this.parts.flatMap(({ waitable }) => waitable.holders))];
  }

  override get standsInLine(): boolean {
    return this.operations.some(({ standsInLine }) => standsInLine);
  }

  override listen(listener: Listener): void {
    super.listen(listener);
    this.listenEarly();
  }

  concerns(facility: Served, before: number): boolean {
    return this.operations.some((operation) => operation.concerns(facility, before));
  }

  override drop(): void {
    super.drop();
    this.abandonParts();
  }

  override describe(): string {
    return `${this.call}(${this.parts.map(({ key, waitable }) => `${String(key)}: ${waitable.describe()}`).join(', ')})`;
  }

  /** A child has happened. It may be told twice of the same: by the child itself, and when it looks at its children. */
  abstract happened(child: Waitable): void;

  /** Throws OperationUseError if the children cannot be combined in this way; nothing has been changed yet. */
  protected assertFits(): void {
    // Any children fit, unless a subclass knows better.
  }

  /** Abandons its children, each once. */
  protected abandonParts(except?: Waitable): void {
    const { kept } = this;
    this.kept = kept.filter((child) => child === except);
    for (const child of kept) if (child !== except) child.abandon(this);
  }

  protected override leave(): void {
    // Its parts leave their lines, in `drop`.
  }

  protected override giveBack(): void {
    // Its parts give back what they can, in `drop`.
  }

  protected override join(): void {
    this.isLooking = true;
    const { decider } = this;
    if (decider === undefined) this.attendParts();
    else this.happened(decider);
    this.isLooking = false;
  }

  protected override refuse(error: unknown): void {
    // Who makes what has failed already can still wait for it; of a later failure nobody would hear. That a process was
    // cancelled need not be heard.
    const isUnheard =
      !this.isHeard && (!this.isLooking || this.kernel.settling.isAtEnd) && !isCancelled(error);
    super.refuse(error);
    if (isUnheard) this.kernel.fail(new EventFailedError(this.describe(), error, this.kernel.place));
  }

  /** The child that has happened and decides it as things stand. */
  protected abstract get decider(): Waitable | undefined;

  /** Listens to the children, in order, for as long as none decides it. */
  private attendParts(): void {
    for (const child of this.children) {
      child.attend(this);
      if (!this.pending) return;
    }
  }

  /** Hears of its children from now on, and has no effect before it is settled. */
  private listenEarly(): void {
    if (this.hearsEarly) return;
    this.hearsEarly = true;
    if (!this.used && !this.goesOnUnused) this.owner.noteMade(this);
    for (const child of this.children) if (child.pending) child.listen(this);
  }

  private adopt(): void {
    this.kernel.settling.combine(this, this.children);
    for (const child of this.children) child.claim(this.owner);
  }

  private assertInProcess(): void {
    if (this.kernel.active !== undefined) return;
    throw new OutsideProcessError(
      `${this.call} was called outside any process of its environment; call it in a body given to env.process`,
      this.kernel.place,
    );
  }
}

/** @returns the kernel that all of `parts` belong to */
function checkParts(call: string, parts: readonly Part[]): Kernel {
  const [first] = parts;
  if (first === undefined) {
    throw new ArgumentError(
      `${call} was given nothing to wait for; it takes at least one waitable, as in ${call}([a, b])`,
      NOWHERE,
    );
  }
  for (const part of parts) assertWaitable(call, part, parts);
  // Of several environments it is that whose process calls.
  const { kernel } = (parts.find(({ waitable }) => waitable.kernel.active !== undefined) ?? first).waitable;
  const foreign = parts.find(({ waitable }) => waitable.kernel !== kernel);
  if (foreign !== undefined) {
    throw new ArgumentError(
      `${call} was given ${foreign.waitable.describe()} of another environment as '${foreign.key}'; a process waits for what was made with its own`,
      kernel.place,
    );
  }
  assertDistinct(call, parts, kernel);
  return kernel;
}

function assertWaitable(call: string, { key, waitable }: Part, parts: readonly Part[]): void {
  if (isWaitable(waitable)) return;
  const advice = isProcess(waitable)
    ? "; to join a process give its 'finished'"
    : isThenable(waitable)
      ? "; what a process does by itself is raced by letting a process of its own do it: give the 'finished' of that"
      : '';
  throw new ArgumentError(
    `${call} takes waitables (an event, a timeout, an operation), but '${key}' is ${describeValue(waitable)}${advice}`,
    placeOf(parts.map((part) => part.waitable)),
  );
}

function assertDistinct(call: string, parts: readonly Part[], kernel: Kernel): void {
  const seen = new Set<Waitable>();
  for (const { key, waitable } of parts) {
    if (!waitable.shared && seen.has(waitable)) {
      throw new OperationUseError(
        `${call} was given ${waitable.describe()} twice, the second time as '${key}'; it serves one wait, so make another`,
        kernel.place,
      );
    }
    seen.add(waitable);
  }
}

function operationsOf(parts: readonly Part[]): Operation<unknown>[] {
  return parts.flatMap(({ waitable }) => waitable.operations);
}
