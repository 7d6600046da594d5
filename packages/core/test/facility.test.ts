import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Shelf } from './shelf.js';

/** A shelf whose label cannot be printed without a change. */
class ShyShelf extends Shelf {
  protected override describe(): string {
    this.place('label');
    return 'never';
  }
}

/** A shelf that breaks when its line is looked at again. */
class BrokenShelf extends Shelf {
  protected override lookAgain(): void {
    throw new Error('the shelf fell down');
  }
}

describe('a facility of a third party', () => {
  it('prints as its kind and its name, and has no holders unless it says so', () => {
    const env = new Environment();
    const [first, second] = [new Shelf(env), new Shelf(env)];
    expect([String(first), JSON.stringify({ second }), first.holders]).toEqual([
      "shelf 'shelf 1'",
      `{"second":"shelf 'shelf 2'"}`,
      [],
    ]);
  });

  it('that changes something as it is printed is told who may not', () => {
    const shelf = new ShyShelf(new Environment());
    expect(() => String(shelf)).toThrowErrorMatchingInlineSnapshot(
      `[ReadOnlyError: toString tried to change the simulation; it may only look, so make the change in a process or a scheduled callback (time 0)]`,
    );
  });
});

describe.each(drivers)('a facility of a third party, with the $name driver', ({ body, run }) => {
  it('changed from outside settles what was asked before, and serves who waits', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    const taker = env.process(
      body(function* (wait) {
        log('took', yield* wait(shelf.take()));
      }),
    );
    env.schedule(1, () => {
      const asked = shelf.place('asked before');
      const result = shelf.change(() => {
        log(asked.state, taker.status, [...shelf.stock]);
        shelf.stock.push('found');
        shelf.changed();
        return 'result';
      });
      log(result, shelf.stock);
    });
    env.schedule(2, () => {
      log('before', taker.status);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'granted', 'ready', []],
      [1, 'result', ['found']],
      [1, 'took', 'asked before'],
      [2, 'before', 'finished'],
    ]);
  });

  it('serves who waits before a change returns', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    const taker = env.process(
      body(function* (wait) {
        yield* wait(shelf.take());
      }),
    );
    env.schedule(1, () => {
      shelf.change(() => {
        shelf.stock.push('found');
        shelf.changed();
        log(taker.status);
      });
      log(taker.status);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'waiting'],
      [1, 'ready'],
    ]);
  });

  it('may not be changed by an observer, whose change is not begun', async () => {
    const env = new Environment();
    const shelf = new Shelf(env);
    env.observe({
      clockMoved: () => {
        shelf.change(() => shelf.stock.push('forbidden'));
      },
    });
    await expect(run(env, 1)).rejects.toMatchObject({ cause: { name: 'ReadOnlyError' } });
    expect(shelf.stock).toEqual([]);
  });

  it('looks at its lines once after several changes, and only where somebody waits', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    env.schedule(1, () => {
      shelf.lookLater();
      log(shelf.isUnserved, shelf.looks);
    });
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        yield* wait(shelf.take());
      }),
    );
    env.schedule(3, () => {
      for (let times = 0; times < 3; times++) shelf.lookLater();
      log(shelf.isUnserved, shelf.looks);
    });
    env.schedule(4, () => {
      log(shelf.isUnserved, shelf.looks);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, false, 0],
      [3, true, 0],
      [4, false, 1],
    ]);
  });

  it('ends the run with what it throws as it is served', async () => {
    const env = new Environment();
    const shelf = new BrokenShelf(env);
    env.process(
      body(function* (wait) {
        yield* wait(shelf.take());
      }),
    );
    env.schedule(1, () => {
      shelf.lookLater();
    });
    await expect(run(env)).rejects.toThrow('the shelf fell down');
    await expect(run(env)).rejects.toMatchObject({ name: 'EnvironmentClosedError' });
  });
});
