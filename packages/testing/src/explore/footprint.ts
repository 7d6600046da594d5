/** The names of what was touched between two decisions. */
export type Footprint = ReadonlySet<string>;

/** Stands in a footprint for everything: whatever ends a run cannot change places with anything. */
const EVERYTHING = '*';

/** Whether there is something that both have touched, so that their order may matter. */
export function meet(one: Footprint, other: Footprint): boolean {
  if (one.has(EVERYTHING) || other.has(EVERYTHING)) return true;
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  for (const name of small) if (large.has(name)) return true;
  return false;
}

export function union(one: Footprint | undefined, other: Footprint): Footprint {
  return one === undefined ? other : new Set([...one, ...other]);
}

/**
 * Gathers what is touched in a run, under names that mean the same in every run that began in the same way.
 *
 * What is made after a decision is not noted until the next one: nothing can have changed places with its making.
 */
export class Footprints {
  private current = new Set<string>();
  private readonly names = new Map<object, string>();
  private readonly fresh = new Set<object>();
  private made = 0;
  private met = 0;
  /** Whether the model has named anything. */
  hasNamed = false;

  noteMade(what: object): void {
    this.names.set(what, `made ${String(++this.made)}`);
    this.fresh.add(what);
  }

  noteTouched(what: object): void {
    if (!this.fresh.has(what)) this.current.add(this.nameOf(what));
  }

  noteNamed(name: string): void {
    this.hasNamed = true;
    this.current.add(`shared ${name}`);
  }

  noteEverything(): void {
    this.current.add(EVERYTHING);
  }

  /** What was touched since this was last asked. */
  take(): Footprint {
    const { current } = this;
    this.current = new Set();
    this.fresh.clear();
    return current;
  }

  private nameOf(what: object): string {
    const known = this.names.get(what);
    if (known !== undefined) return known;
    const name = this.oldName(what);
    this.names.set(what, name);
    return name;
  }

  /**
   * What was there before the run goes by its order number or its name, or else by the order in which it is met. That
   * order differs from run to run, but then both orders begin with one number, and meet.
   */
  private oldName({ sequence, name }: { sequence?: unknown; name?: unknown }): string {
    if (typeof sequence === 'number') return `entry ${String(sequence)}`;
    return typeof name === 'string' ? `named ${name}` : `met ${String(++this.met)}`;
  }
}
