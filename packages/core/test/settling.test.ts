import { Environment } from '@asimjs/core';
import type { Operation } from '@asimjs/core';
import { SingleUse } from '@asimjs/core/protocol';
import type { Served } from '@asimjs/core/protocol';
import { describe, expect, it } from 'vitest';
import { Settling } from '../src/settling.js';

const HERE: Served = {
  serve: () => undefined,
};

const THERE: Served = {
  serve: () => undefined,
};

/** Something to be settled, which says so. */
class Mark extends SingleUse<void> {
  readonly operations: readonly Operation<unknown>[] = [];
  readonly lasting = true;
  readonly #name: string;
  readonly #facility: Served;
  readonly #settled: (name: string) => void;

  constructor(env: Environment, name: string, facility: Served, settled: (name: string) => void) {
    super(env.kernel);
    this.#name = name;
    this.#facility = facility;
    this.#settled = settled;
  }

  /** As if a process or a combination waited for it. */
  use(): void {
    this.used = true;
  }

  concerns(facility: Served, before: number): boolean {
    return facility === this.#facility && this.sequence < before;
  }

  override settle(): void {
    this.state = 'waiting';
    this.#settled(this.#name);
  }

  override describe(): string {
    return this.#name;
  }

  protected override join(): void {
    // It settles by itself.
  }

  protected override leave(): void {
    // It stands in no line.
  }

  protected override giveBack(): void {
    // It has no effect.
  }
}

/** A list, the names of what it settled, and a function that makes a mark and adds it. */
function makeList() {
  const env = new Environment();
  const settling = new Settling();
  const settled: string[] = [];
  const make = (name: string, facility = HERE): Mark =>
    new Mark(env, name, facility, (what) => settled.push(what));
  const add = (name: string, facility = HERE): Mark => {
    const mark = make(name, facility);
    settling.add(mark);
    return mark;
  };
  return { env, settling, settled, make, add };
}

describe('what is to be settled before a step ends', () => {
  it('is settled in the order in which it was made, but for what is used', () => {
    const { settling, settled, add } = makeList();
    add('a');
    add('b').use();
    add('c', THERE);
    expect(settling.open.map((item) => item.describe())).toEqual(['a', 'c']);
    settling.settleAll();
    expect([settled, settling.open, settling.isEmpty]).toEqual([['a', 'c'], [], true]);
  });

  it('is settled for one facility as that is touched, if it was made before', () => {
    const { settling, settled, add } = makeList();
    add('a');
    add('b', THERE);
    add('c');
    const late = add('d');
    settling.settleFor(HERE, late.sequence);
    expect(settled).toEqual(['a', 'c']);
    settling.settleFor(HERE);
    expect(settled).toEqual(['a', 'c', 'd']);
    expect(settling.open.map((item) => item.describe())).toEqual(['b']);
  });

  it('is forgotten where it stands last and is closed', () => {
    const { settling, settled, add } = makeList();
    const [first, second] = [add('a'), add('b')];
    first.use();
    settling.dropClosed();
    expect(settling.open.map((item) => item.describe())).toEqual(['b']);
    second.use();
    settling.dropClosed();
    expect(settling.isEmpty).toBe(true);
    settling.dropClosed();
    add('c');
    settling.settleAll();
    expect(settled).toEqual(['c']);
  });

  it('is not lost behind what was passed over and forgotten', () => {
    const { settling, settled, add } = makeList();
    for (const name of ['a', 'b']) add(name).use();
    settling.settleFor(HERE);
    settling.dropClosed();
    add('c');
    settling.settleAll();
    expect(settled).toEqual(['c']);
  });

  it.each([64, 65, 200])(
    'is let go of in a long step where %d of it are closed and stand first',
    (closed) => {
      const { settling, settled, add } = makeList();
      for (let index = 0; index < closed; index++) add('used').use();
      settling.settleFor(HERE);
      expect(settling.isEmpty).toBe(closed > 64);
      add('open');
      settling.settleAll();
      expect(settled).toEqual(['open']);
    },
  );

  it('knows that the step has ended while it settles what that left', () => {
    const { env, settling } = makeList();
    const seen: boolean[] = [];
    settling.add(new Mark(env, 'a', HERE, () => seen.push(settling.isAtEnd)));
    settling.add(new Mark(env, 'b', HERE, () => seen.push(settling.isAtEnd)));
    settling.settleFor(HERE, 1);
    settling.settleAll();
    expect([seen, settling.isAtEnd]).toEqual([[false, true], false]);
  });
});

describe('a combination', () => {
  it('stands in the place of its first part, and counts as made then', () => {
    const { settling, settled, make, add } = makeList();
    const [first, , second] = [add('part 1'), add('between'), add('part 2'), add('last')];
    const both = make('both');
    settling.combine(both, [second, first]);
    for (const part of [first, second]) part.use();
    expect(both.sequence).toBe(first.sequence);
    settling.settleAll();
    expect(settled).toEqual(['both', 'between', 'last']);
  });

  it('stands last where none of its parts is to be settled, and counts as made last', () => {
    const { env, settling, settled, make, add } = makeList();
    const settledBefore = make('part');
    add('first');
    const both = make('both');
    const { sequence } = both;
    settling.combine(both, [env.event(), settledBefore]);
    expect(both.sequence).toBe(sequence);
    settling.settleAll();
    expect(settled).toEqual(['first', 'both']);
  });

  it('takes no place from a part that is closed', () => {
    const { settling, settled, make, add } = makeList();
    const [closed, , open] = [add('closed'), add('between'), add('open')];
    closed.use();
    const both = make('both');
    settling.combine(both, [closed, open]);
    open.use();
    settling.settleAll();
    expect(settled).toEqual(['between', 'both']);
  });
});

it('a facility that changes as another is served is served after that', () => {
  const settling = new Settling();
  const log: string[] = [];
  const second: Served = { serve: () => log.push('second') };
  const first: Served = {
    serve: () => {
      log.push('first begins');
      settling.noteChanged(second);
      settling.serveChanged();
      log.push('first ends');
    },
  };
  settling.noteChanged(first);
  settling.serveChanged();
  expect(log).toEqual(['first begins', 'first ends', 'second']);
});
