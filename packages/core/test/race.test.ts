import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Race } from './race.js';
import { Shelf } from './shelf.js';

describe.each(drivers)('a combination of a third party, with the $name driver', ({ body, run }) => {
  it('withdraws a part that is settled as another decides it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    env.process(
      body(function* (wait) {
        const first = shelf.take();
        shelf.place('book');
        const second = shelf.take();
        log(yield* wait(new Race(env, [first, second])), first.state, second.state);
        shelf.place('for somebody else');
        yield* wait(env.timeout(1));
        log(shelf.items, shelf.line);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'book', 'granted', 'withdrawn'],
      [1, ['for somebody else'], []],
    ]);
  });

  it('leaves a put done that was granted before it was abandoned', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    env.process(
      body(function* (wait) {
        const place = shelf.place('book');
        const race = new Race(env, [place, env.event()]);
        yield* wait(race);
        race.drop();
        log(race.state, place.state);
        yield* wait(env.timeout(1));
        log(shelf.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, 'withdrawn', 'granted'],
      [1, ['book']],
    ]);
  });

  it('with a get in it has to be used by the process that made it', async () => {
    const env = new Environment();
    const shelf = new Shelf(env);
    env.process(
      body(function* () {
        new Race(env, [shelf.take(), shelf.place('book')]);
      }),
      { name: 'ada' },
    );
    await expect(run(env)).rejects.toMatchObject({
      cause: {
        message:
          "process 'ada' ended without having awaited the first of a take from shelf 1 and a place on shelf 1, which was taken back; await it, race it with firstOf, or withdraw() it (time 0, in process 'ada')",
      },
    });
  });

  it('of puts alone may be waited for by another process', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const shelf = new Shelf(env);
    let race: Race | undefined;
    env.process(
      body(function* () {
        race = new Race(env, [shelf.place('book'), env.event()]);
      }),
    );
    env.process(
      body(function* (wait) {
        if (race !== undefined) yield* wait(race);
        log(race?.state, shelf.items);
      }),
    );
    await run(env);
    expect(log.entries).toEqual([[0, 'granted', ['book']]]);
  });

  it('of events that its process never used listens to nothing when that has ended', async () => {
    const env = new Environment();
    const bell = env.event({ name: 'bell' });
    env.process(
      body(function* (wait) {
        new Race(env, [bell, env.event()]);
        yield* wait(env.timeout(1));
      }),
    );
    env.schedule(2, () => bell.fail(new Error('broken')));
    await expect(run(env)).rejects.toThrow("event 'bell' failed and nobody was waiting for it");
  });

  it('of events that has happened unused stays so when its process ends', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const bell = env.event<string>();
    env.process(
      body(function* (wait) {
        const race = new Race(env, [bell, env.event()]);
        yield* wait(env.timeout(2));
        env.schedule(1, () => log(race.state, race.outcome));
      }),
    );
    env.schedule(1, () => bell.succeed('ding'));
    await run(env);
    expect(log.entries).toEqual([[3, 'granted', 'ding']]);
  });

  it('of events may be made outside any process, and is settled as the run begins', async () => {
    const env = new Environment();
    const bell = env.event<string>();
    const race = new Race(env, [bell, env.event()]);
    await run(env);
    bell.succeed('ding');
    expect([race.state, race.outcome]).toEqual(['granted', 'ding']);
  });
});
