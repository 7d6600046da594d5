import { assertName, kernelOf } from './checks.js';
import type { Environment } from './environment.js';
import type { Kernel } from './kernel.js';
import { printAsText } from './print.js';
import type { Process } from './process.js';
import type { Served } from './settling.js';

/** A place where operations stand in line: the base of every resource. */
export abstract class Facility implements Served {
  static {
    printAsText(this);
  }

  readonly env: Environment;
  readonly kernel: Kernel;
  readonly name: string;
  /** What it is, in messages: a queue, a resource. */
  readonly kind: string;
  private noted = false;

  /** @param kind the word for it in messages, such as `queue`, and the beginning of the name of one without a name */
  constructor(env: Environment, kind: string, name: string | undefined) {
    this.env = env;
    this.kernel = kernelOf(env, `new ${new.target.name}`);
    assertName(this.kernel, name);
    this.kind = kind;
    this.name = name ?? this.kernel.defaultName(kind);
    this.kernel.noteMade(this);
  }

  /** Looks, and settles nothing: printing a resource changes no trace. */
  toString(): string {
    return this.kernel.readOnly('toString', () => this.describe());
  }

  protected describe(): string {
    return `${this.kind} '${this.name}'`;
  }

  /** Processes that hold a part of it. */
  get holders(): readonly Process[] {
    return [];
  }

  /** Settles what this step has asked of it so far. To be called before its state is read or changed from outside. */
  touch(): void {
    this.kernel.noteTouched(this);
    if (!this.kernel.isReadOnly) this.kernel.settling.settleFor(this);
  }

  /** Changes the state from outside any operation, after what this step has asked before has been settled. */
  change<R>(change: () => R): R {
    this.kernel.assertMayChange();
    this.touch();
    const result = change();
    this.kernel.settling.serveChanged();
    return result;
  }

  /** Notes a change of its state, after which waiting operations may be grantable. */
  changed(): void {
    this.kernel.observer?.resourceChanged(this);
    this.lookLater();
  }

  /** Has every line looked at again before anyone runs. */
  lookLater(): void {
    this.kernel.noteTouched(this);
    if (this.noted || !this.hasWaiting) return;
    this.noted = true;
    this.kernel.settling.noteChanged(this);
  }

  /** Whether it has changed, and its lines have still to be looked at. */
  protected get isChanged(): boolean {
    return this.noted;
  }

  serve(): void {
    try {
      // Whoever has asked in this step stands in line with the others.
      this.kernel.settling.settleFor(this);
      this.noted = false;
      this.lookAgain();
    } catch (error) {
      this.kernel.fail(error);
    }
  }

  /** Whether any operation stands in line. */
  protected abstract get hasWaiting(): boolean;

  /** Grants, in the order of the lines, every waiting operation that can be granted. */
  protected abstract lookAgain(): void;
}
