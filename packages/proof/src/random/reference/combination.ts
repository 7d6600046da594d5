import { Cancellation } from './cancellation.js';
import type { Machine } from './machine.js';
import { Single } from './single.js';
import { Happening } from './thing.js';
import type { Listener, Thing } from './thing.js';
import type { Operation } from './operation.js';
import type { Place } from './place.js';

/** Several things that one process waits for. It stands in the place of its parts, and settles as a whole. */
export abstract class Combination extends Single implements Listener {
  readonly parts: readonly Thing[];
  /** Without those that stand there twice. */
  readonly children: readonly Thing[];
  readonly order: number;
  private listener: Listener | undefined = undefined;
  /** Those that it hears of before it is settled. */
  private early: readonly Thing[] = [];
  private isJoining = false;
  private phase: 'unsettled' | 'settled' | 'gone' = 'unsettled';

  constructor(machine: Machine, parts: readonly Thing[]) {
    super(machine);
    this.parts = parts;
    this.children = [...new Set(parts)];
    this.assertFits();
    this.order = this.replaceParts();
    for (const child of this.children) child.use();
    // What stands in line may be granted at any time.
    if (this.standsInLine) this.listenEarly();
  }

  /** The child that decides it as things stand. */
  protected abstract get decider(): Thing | undefined;
  /** What is given up of one that has happened. */
  protected abstract giveBack(): void;
  abstract happened(child: Thing): void;

  override get standsInLine(): boolean {
    return this.operations.some(({ standsInLine }) => standsInLine);
  }

  get isHeard(): boolean {
    return this.listener?.isHeard === true;
  }

  get operations(): readonly Operation[] {
    return this.children.flatMap(({ operations }) => operations);
  }

  concerns(place: Place, order: number): boolean {
    return this.operations.some((operation) => operation.concerns(place, order));
  }

  override listen(listener: Listener): void {
    this.listener = listener;
    this.listenEarly();
  }

  private listenEarly(): void {
    if (this.phase !== 'unsettled' || this.early.length > 0) return;
    this.noteUnused();
    this.early = this.children.filter(({ state }) => state === 'open');
    for (const child of this.early) child.listen(this);
  }

  attend(listener: Listener): void {
    this.listener = listener;
    if (this.state !== 'open') listener.happened(this);
    else if (this.phase === 'unsettled') this.machine.settle(this);
  }

  settle(): void {
    this.phase = 'settled';
    this.isJoining = true;
    const { decider } = this;
    if (decider === undefined) this.attendChildren();
    else this.happened(decider);
    this.isJoining = false;
  }

  private attendChildren(): void {
    for (const child of this.children) {
      // What many may wait for is not told twice.
      if (!(this.early.includes(child) && child instanceof Happening)) child.attend(this);
      // What it was granted may have let others through, and so decided what this is a part of.
      if (this.isOver) return;
    }
  }

  protected get isOver(): boolean {
    return this.state !== 'open' || this.phase === 'gone';
  }

  protected override leave(): void {
    if (this.phase === 'gone') return;
    this.listener = undefined;
    if (this.phase === 'unsettled') this.machine.forget(this);
    this.phase = 'gone';
    if (this.state === 'open') this.abandonChildren();
    else if (this.state === 'done') this.giveBack();
  }

  /** Throws if its parts cannot be combined in this way. */
  protected assertFits(): void {
    // Most fit.
  }

  /** What can be decided already is not left to be decided later. */
  protected settleIfDecided(): void {
    const isDone = this.children.every(({ state }) => state === 'done');
    if (isDone || this.decider !== undefined) this.machine.settle(this);
  }

  protected abandonChildren(except?: Thing): void {
    for (const child of this.children) if (child !== except) child.abandon(this);
  }

  protected conclude(state: 'done' | 'failed', value: unknown): void {
    this.machine.forget(this);
    this.state = state;
    this.value = value;
    // Whoever makes what has failed already will see it; nobody sees a later failure of what nobody waits for.
    const isUnheard = !this.isHeard && (!this.isJoining || this.machine.isAtEndOfStep);
    this.listener?.happened(this);
    if (state === 'failed' && isUnheard && !(value instanceof Cancellation))
      this.machine.crash('EventFailedError', value);
  }

  /** Takes the place of the first of its parts that is not settled. @returns its order */
  private replaceParts(): number {
    const { unsettled } = this.machine;
    const own = unsettled.filter((one) => this.children.some((child) => child === (one as unknown)));
    const [first] = own;
    if (first === undefined) unsettled.push(this);
    else unsettled.splice(unsettled.indexOf(first), 0, this);
    for (const one of own) this.machine.forget(one);
    return first?.order ?? this.machine.next();
  }
}
