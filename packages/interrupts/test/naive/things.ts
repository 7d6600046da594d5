/** Something to wait for, by one process. */
export abstract class Thing {
  done: { readonly value: unknown } | undefined = undefined;
  /** Called when it happens. */
  tell: () => void = () => undefined;

  /** Happens at once, or stands in line. */
  abstract join(): void;
  /** Leaves the line, or gives back what it was given. */
  abstract leave(): void;

  happen(value: unknown): void {
    this.done = { value };
    this.tell();
  }
}

/** The end of a delay. */
export class Sleep extends Thing {
  isWanted = false;

  join(): void {
    this.isWanted = true;
  }

  leave(): void {
    this.isWanted = false;
  }
}

export interface Bell {
  isUp: boolean;
  /** How often it has rung. */
  rung: number;
  readonly line: Thing[];
}

/** The next time that a bell rings. */
export class Ring extends Thing {
  private readonly bell: Bell;

  constructor(bell: Bell) {
    super();
    this.bell = bell;
  }

  join(): void {
    if (this.bell.isUp) this.bell.line.push(this);
    else this.happen(this.bell.rung);
  }

  leave(): void {
    remove(this.bell.line, this);
  }
}

export interface Items {
  readonly stock: unknown[];
  readonly line: Thing[];
}

/** An item of a shelf. */
export class Item extends Thing {
  private readonly shelf: Items;

  constructor(shelf: Items) {
    super();
    this.shelf = shelf;
  }

  join(): void {
    const { stock, line } = this.shelf;
    if (stock.length > 0 && line.length === 0) this.happen(stock.shift());
    else line.push(this);
  }

  leave(): void {
    if (this.done === undefined) remove(this.shelf.line, this);
    else this.shelf.stock.unshift(this.done.value);
  }
}

/** All of some things. */
export class All extends Thing {
  private readonly parts: readonly Thing[];

  constructor(parts: readonly Thing[]) {
    super();
    this.parts = parts;
  }

  join(): void {
    for (const part of this.parts) {
      part.tell = () => {
        const values = this.parts.flatMap(({ done }) => (done === undefined ? [] : [done.value]));
        if (values.length === this.parts.length) this.happen(values);
      };
      part.join();
    }
  }

  leave(): void {
    for (const part of this.parts) part.leave();
  }
}

/** One thing, for as long as one sleeps. */
export class Within extends Thing {
  private readonly thing: Thing;
  private readonly sleep: Sleep;

  constructor(thing: Thing, sleep: Sleep) {
    super();
    this.thing = thing;
    this.sleep = sleep;
  }

  join(): void {
    this.thing.tell = () => {
      this.sleep.leave();
      this.happen({ timedOut: false, value: this.thing.done?.value });
    };
    this.sleep.tell = () => {
      this.thing.leave();
      this.happen({ timedOut: true });
    };
    this.thing.join();
    if (this.done === undefined) this.sleep.join();
  }

  leave(): void {
    this.thing.leave();
    this.sleep.leave();
  }
}

function remove(line: Thing[], thing: Thing): void {
  const place = line.indexOf(thing);
  if (place !== -1) line.splice(place, 1);
}
