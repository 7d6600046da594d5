import type { Coroutine, Waitable } from '@asimjs/core';
import { describe, expect, it } from 'vitest';
import { Books } from '../src/soak/books.js';
import { diceOf } from '../src/soak/dice.js';
import { Soak } from '../src/soak/model.js';
import type { Site } from '../src/soak/site.js';

/** A soak in which a stranger does something before the end. */
function soakWith(stranger: (site: Site) => Coroutine<void>): Soak {
  const soak = new Soak(diceOf(7));
  soak.env.process(() => stranger(soak.site), { name: 'stranger' });
  soak.run(500);
  return soak;
}

describe('the soak', () => {
  it('accounts for everything after 20,000 steps', () => {
    const soak = new Soak(diceOf(7));
    soak.run(20_000);
    const { queue, urgent, store } = soak.site.books;
    soak.endAndBalance();
    for (const books of [queue, urgent, store]) expect(books.newItem()).toBeGreaterThan(100);
    expect(soak.site.tankOut).toBeGreaterThan(100);
  });

  it('says so when there is nothing left to do', () => {
    const soak = new Soak(diceOf(7));
    soak.endAndBalance();
    expect(() => soak.run(10)).toThrow('the run ended before 10 steps were done: exhausted');
  });

  it.each(['queue', 'urgent', 'store'] as const)('finds out that an item of the %s was lost', (name) => {
    const soak = soakWith(function* (site) {
      yield* site[name].get();
    });
    expect(() => {
      soak.endAndBalance();
    }).toThrow(new RegExp(`^${name}: \\d+ entered, \\d+ left, \\d+ are there`));
  });

  it('finds out that something has leaked from the tank', () => {
    const soak = soakWith(function* ({ tank }) {
      yield* tank.get(1);
    });
    expect(() => {
      soak.endAndBalance();
    }).toThrow(/^tank: \d+ in, \d+ out, \d+ there$/);
  });

  it.each(['desks', 'machine', 'nurses'] as const)('finds out that one of the %s stays held', (name) => {
    const soak = soakWith(function* (site) {
      yield* site[name].acquire({ priority: -1 });
    });
    expect(() => {
      soak.endAndBalance();
    }).toThrow(`${name}: 1 still in use`);
  });

  it.each<[keyof Site, (site: Site) => Waitable]>([
    ['desks', ({ desks }) => desks.acquire()],
    ['machine', ({ machine }) => machine.acquire()],
    ['nurses', ({ nurses }) => nurses.acquire({ where: () => false })],
    ['barrier', ({ barrier }) => barrier.wait()],
    ['gate', ({ gate }) => gate.wait()],
    ['light', ({ light }) => light.until((value) => value > 9)],
    ['queue', ({ queue }) => queue.get()],
    ['urgent', ({ urgent }) => urgent.get()],
    ['store', ({ store }) => store.get(() => false)],
    ['tank', ({ tank }) => tank.get(20)],
  ])('finds out that somebody still waits at the %s', (name, wait) => {
    const soak = new Soak(diceOf(7));
    // Nothing is lent any more, so that whoever waits for it does so to the end.
    soak.site.desks.capacity = 0;
    soak.site.machine.capacity = 0;
    soak.env.process(
      function* () {
        yield* wait(soak.site);
      },
      { name: 'stranger' },
    );
    expect(() => {
      soak.endAndBalance();
    }).toThrow(`${name}: 1 still waiting`);
  });
});

describe('the books of the soak', () => {
  it('balance when all that entered has left or is there', () => {
    const books = new Books();
    for (const item of [1, 2, 3]) books.enter(item);
    books.leave(2);
    expect(() => {
      books.balance('queue', [3, 1]);
    }).not.toThrow();
  });

  it.each([
    ['an item is nowhere', [1]],
    ['an item is there twice', [1, 3, 3]],
    ['an item has become another', [1, 4]],
  ])('complain when %s', (_case, there) => {
    const books = new Books();
    for (const item of [1, 2, 3]) books.enter(item);
    books.leave(2);
    expect(() => {
      books.balance('queue', there);
    }).toThrow('queue: 3 entered, 1 left');
  });
});
