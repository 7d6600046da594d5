import { drivers, traceLog } from '@asimjs/testing';
import type { Script, TraceLog } from '@asimjs/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  allOf,
  Container,
  Environment,
  firstOf,
  interrupt,
  isInterrupt,
  LivelockError,
  PreemptiveResource,
  PriorityQueue,
  Queue,
  Resource,
  uninterruptible,
  UnusedOperationError,
  work,
} from 'asimjs';
import type { Coroutine, Grant, Process } from 'asimjs';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, number) => number);

// What other simulation libraries fell into, and what must happen here. Every title begins with the words of its trap.
describe.each(drivers)('a trap with the $name driver:', ({ name: driver, body, run }) => {
  let env: Environment;
  let log: TraceLog;

  beforeEach(() => {
    env = new Environment();
    log = traceLog(env);
  });

  const start = (name: string, script: Script): Process<void> => env.process(body(script), { name });

  /** Does something in a step of a process of its own. */
  const at = (time: number, act: () => void): Process<void> =>
    start('actor', function* (wait) {
      yield* wait(env.timeout(time));
      act();
    });

  /** Waits for a timeout and logs how that ended. */
  const sleep: (duration: number) => Script = (duration) =>
    function* (wait) {
      try {
        yield* wait(env.timeout(duration));
        log(`slept ${duration}`);
      } catch (error) {
        log('interrupted', isInterrupt(error) && error.cause);
      }
    };

  it('get granted, then interrupt in the same instant: the value arrives, the interrupt at the next suspension, the timeout lasts 5', async () => {
    const queue = new Queue<string>(env);
    const taker = start('taker', function* (wait) {
      log('got', yield* wait(queue.get()));
      yield* sleep(9)(wait);
      yield* sleep(5)(wait);
    });
    at(1, () => {
      queue.put('x');
      interrupt(taker, 'stop');
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, 'got', 'x'],
      [1, 'interrupted', 'stop'],
      [6, 'slept 5'],
    ]);
  });

  it('two interrupts in one instant: both, in order', async () => {
    const target = start('target', function* (wait) {
      yield* sleep(9)(wait);
      yield* sleep(9)(wait);
      yield* sleep(5)(wait);
    });
    at(1, () => log(interrupt(target, 'first'), interrupt(target, 'second')));
    await run(env);
    expect(log.entries).toEqual([
      [1, true, true],
      [1, 'interrupted', 'first'],
      [1, 'interrupted', 'second'],
      [6, 'slept 5'],
    ]);
  });

  it('two interrupts in one instant, held back by uninterruptible: both, in order, after it', async () => {
    const target = start('target', function* (wait) {
      yield* wait(uninterruptible(env, body(sleep(4))));
      yield* sleep(9)(wait);
      yield* sleep(9)(wait);
      yield* sleep(5)(wait);
    });
    at(1, () => log(interrupt(target, 'first'), interrupt(target, 'second')));
    await run(env);
    expect(log.entries).toEqual([
      [1, true, true],
      [4, 'slept 4'],
      [4, 'interrupted', 'first'],
      [4, 'interrupted', 'second'],
      [9, 'slept 5'],
    ]);
  });

  it('two processes race the same event: the first loses, the other still gets it', async () => {
    const bell = env.event<string>();
    for (const [name, patience] of [
      ['hasty', 1],
      ['patient', 9],
    ] as const) {
      start(name, function* (wait) {
        log(name, yield* wait(firstOf({ bell, late: env.timeout(patience) })));
      });
    }
    at(5, () => bell.succeed('ring'));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'hasty', { key: 'late', value: undefined }],
      [5, 'patient', { key: 'bell', value: 'ring' }],
    ]);
  });

  it('a deadline of 10 raced against a 4-unit tick in a loop: wins at 10', async () => {
    start('racer', function* (wait) {
      const deadline = env.timeout(10);
      let key = '';
      while (key !== 'deadline') {
        ({ key } = yield* wait(firstOf({ tick: env.timeout(4), deadline })));
        log(key);
      }
    });
    await run(env);
    expect(log.entries).toEqual([
      [4, 'tick'],
      [8, 'tick'],
      [10, 'deadline'],
    ]);
  });

  it.each([
    ['with room for both', []],
    ['with room for both only later', ['old']],
  ])('firstOf over two puts: one is put, %s', async (_when, items) => {
    const [left, right] = [1, 2].map(() => new Queue<string>(env, { capacity: 1, items }));
    start('putter', function* (wait) {
      const { key } = yield* wait(firstOf({ left: left!.put('l'), right: right!.put('r') }));
      log(key);
    });
    at(1, () => log(right!.tryGet(), left!.tryGet()));
    at(2, () => log(left!.items, right!.items));
    await run(env);
    expect(log.entries).toEqual(
      items.length === 0
        ? [
            [0, 'left'],
            [1, undefined, 'l'],
            [2, [], []],
          ]
        : [
            [1, 'old', 'old'],
            [1, 'right'],
            [2, [], ['r']],
          ],
    );
  });

  it('losing get on a full bounded queue with a blocked putter: never 2 items in a queue of capacity 1', async () => {
    const queue = new Queue<string>(env, { capacity: 1, items: ['old'] });
    const letters = new Queue<string>(env, { items: ['letter'] });
    start('putter', function* (wait) {
      yield* wait(queue.put('new'));
      log('put', queue.items);
    });
    start('loser', function* (wait) {
      log(yield* wait(firstOf([letters.get(), queue.get()])), queue.items);
      yield* wait(env.timeout(1));
      log(yield* wait(queue.get()), queue.items);
    });
    await run(env);
    expect(log.entries).toEqual([
      [0, { index: 0, value: 'letter' }, ['old']],
      [1, 'old', ['new']],
      [1, 'put', ['new']],
    ]);
  });

  it('a loser gives content back to a tank: a waiting getter is woken', async () => {
    const tank = new Container(env, { capacity: 5, level: 5 });
    start('loser', function* (wait) {
      const first = yield* wait(firstOf({ both: allOf([tank.get(5), env.event()]), late: env.timeout(1) }));
      log(first.key);
    });
    start('getter', function* (wait) {
      yield* wait(tank.get(3));
      log('got 3', tank.level);
    });
    at(0, () => log(tank.level));
    await run(env);
    expect(log.entries).toEqual([
      [0, 0],
      [1, 'late'],
      [1, 'got 3', 2],
    ]);
  });

  it('non-blocking put beside a waiting getter: it is served', async () => {
    const queue = new Queue<string>(env, { capacity: 1 });
    const tank = new Container(env, { capacity: 1 });
    start('getter', function* (wait) {
      log('got', yield* wait(queue.get()));
      yield* wait(tank.get(1));
      log('drained');
    });
    at(1, () => log(queue.tryPut('x'), queue.items));
    at(2, () => log(tank.tryPut(1), tank.level));
    await run(env);
    expect(log.entries).toEqual([
      [1, true, []],
      [1, 'got', 'x'],
      [2, true, 0],
      [2, 'drained'],
    ]);
  });

  it('a failed child of allOf: its error is thrown', async () => {
    const broken = env.event<string>();
    const error = new Error('broken');
    start('waiter', function* (wait) {
      try {
        log('value', yield* wait(allOf([env.timeout(1), broken])));
      } catch (caught) {
        log('thrown', caught === error);
      }
    });
    at(2, () => broken.fail(error));
    await run(env);
    expect(log.entries).toEqual([[2, 'thrown', true]]);
  });

  it('process waiting on firstOf is interrupted: its children are all withdrawn, and eat no later item', async () => {
    const queue = new Queue<string>(env);
    const tank = new Container(env);
    const desk = new Resource(env);
    const held = desk.tryAcquire();
    const waiter = start('waiter', function* (wait) {
      try {
        log(yield* wait(firstOf([queue.get(), tank.get(1), desk.acquire(), env.timeout(4)])));
      } catch (error) {
        log('interrupted', isInterrupt(error) && error.cause);
      }
      yield* sleep(5)(wait);
    });
    at(1, () => interrupt(waiter, 'stop'));
    at(2, () => {
      queue.put('x');
      tank.put(1);
      held?.release();
    });
    at(3, () => log(queue.items, tank.level, desk.inUse));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'interrupted', 'stop'],
      [3, ['x'], 1, 0],
      [6, 'slept 5'],
    ]);
  });

  it('run until 10, last event at 9: the clock says 10', async () => {
    start('sleeper', sleep(9));
    const { now } = await run(env, { until: 10 });
    expect([...log.entries, now, env.now]).toEqual([[9, 'slept 9'], 10, 10]);
  });

  it.each([
    ['granted first', true],
    ['interrupted first', false],
  ])(
    'slot granted and holder interrupted in one instant: no slot leaks, %s',
    async (_order, grantedFirst) => {
      const desk = new Resource(env);
      const held = desk.tryAcquire();
      const unlucky = start('unlucky', function* (wait) {
        try {
          using turn = yield* wait(desk.acquire());
          log('unlucky has it', turn.isHeld);
          yield* wait(env.timeout(5));
        } catch (error) {
          log('interrupted', isInterrupt(error) && error.cause);
        }
      });
      start('next', function* (wait) {
        using turn = yield* wait(desk.acquire());
        log('next has it', turn.isHeld);
      });
      at(1, () => {
        if (!grantedFirst) interrupt(unlucky, 'stop');
        held?.release();
        if (grantedFirst) interrupt(unlucky, 'stop');
      });
      await run(env);
      expect(log.entries).toEqual([
        ...(grantedFirst ? [[1, 'unlucky has it', true]] : []),
        [1, 'interrupted', 'stop'],
        [1, 'next has it', true],
      ]);
      expect([desk.inUse, desk.waiting]).toEqual([0, 0]);
    },
  );

  it.each(['holder', 'urgent'] as const)(
    'holder that finishes in the instant of its eviction: finishes, no notice later, with the %s made first',
    async (madeFirst) => {
      const machine = new PreemptiveResource(env);
      const holder: Script = function* (wait) {
        const turn: Grant = yield* wait(machine.acquire({ priority: 2 }));
        const onInterrupt = (): void => log('a notice');
        const { completed, interruptions } = yield* wait(work(env, 5, { onInterrupt }));
        log('holder finishes', completed, interruptions);
        turn.release();
        yield* sleep(3)(wait);
      };
      const urgent: Script = function* (wait) {
        yield* wait(env.timeout(5));
        using turn = yield* wait(machine.acquire({ priority: 0 }));
        log('urgent has it', turn.isHeld);
        yield* wait(env.timeout(1));
      };
      start('first', madeFirst === 'holder' ? holder : urgent);
      start('second', madeFirst === 'holder' ? urgent : holder);
      at(7, () => log(machine.inUse));
      await run(env);
      const finish = [5, 'holder finishes', true, 0];
      const taken = [5, 'urgent has it', true];
      expect(log.entries).toEqual([
        ...(madeFirst === 'holder' ? [finish, taken] : [taken, finish]),
        [7, 0],
        [8, 'slept 3'],
      ]);
    },
  );

  it('preempting a holder that has already ended: its slot is taken without a notice, the run goes on', async () => {
    const machine = new PreemptiveResource(env);
    const gone = start('gone', function* (wait) {
      yield* wait(machine.acquire({ priority: 2 }));
    });
    start('urgent', function* (wait) {
      yield* wait(env.timeout(1));
      log(gone.status, machine.inUse);
      using turn = yield* wait(machine.acquire({ priority: 0 }));
      log('urgent has it', turn.isHeld, machine.inUse);
      yield* sleep(1)(wait);
    });
    const { reason, blocked } = await run(env);
    expect(log.entries).toEqual([
      [1, 'finished', 1],
      [1, 'urgent has it', true, 1],
      [2, 'slept 1'],
    ]);
    expect([reason, blocked, machine.inUse]).toEqual(['exhausted', [], 0]);
  });

  it('for (;;) await q.put(0) on an unbounded queue: LivelockError', async () => {
    env = new Environment({ maxStepsPerInstant: 5000 });
    const q = new Queue<number>(env);
    start('eager', function* (wait) {
      for (;;) yield* wait(q.put(0));
    });
    const error: unknown = await run(env).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(LivelockError);
    expect(error).toMatchObject({ time: 0, process: 'eager' });
  });

  it('a finished process left a get in line: misuse error, the item stays', async () => {
    const queue = new Queue<string>(env);
    const careless = start('careless', function* (wait) {
      queue.get();
      yield* wait(env.timeout(1));
    });
    start('putter', function* (wait) {
      try {
        yield* wait(careless.finished);
      } catch (error) {
        log(error instanceof UnusedOperationError);
      }
      yield* wait(queue.put('x'));
      log(queue.items);
    });
    await run(env);
    expect(log.entries).toEqual([
      [1, true],
      [1, ['x']],
    ]);
  });

  it('five nested async helpers: a 5-unit delay ends at 5, at any depth', async () => {
    async function awaitNested(depth: number): Promise<void> {
      if (depth > 0) await awaitNested(depth - 1);
      else await env.timeout(5);
    }
    function* yieldNested(depth: number): Coroutine<void> {
      if (depth > 0) yield* yieldNested(depth - 1);
      else yield* env.timeout(5);
    }
    for (const depth of [5, 0, 4, 1, 3, 2]) {
      if (driver === 'async') {
        env.process(async () => {
          await awaitNested(depth);
          log('depth', depth);
        });
      } else {
        env.process(function* () {
          yield* yieldNested(depth);
          log('depth', depth);
        });
      }
    }
    start('sleeper', sleep(6));
    await run(env);
    expect(log.entries).toEqual([...[5, 0, 4, 1, 3, 2].map((depth) => [5, 'depth', depth]), [6, 'slept 6']]);
  });

  it('items of equal priority: in order of arrival', async () => {
    const queue = new PriorityQueue<{ priority: number; number: number }>(env, {
      compare: (one, other) => one.priority - other.priority,
    });
    at(0, () => {
      for (const number of upTo(6)) queue.put({ priority: 1, number });
    });
    start('getter', function* (wait) {
      yield* wait(env.timeout(1));
      while (queue.size > 0) {
        log((yield* wait(queue.get())).number);
        yield* wait(env.timeout(1));
      }
    });
    await run(env);
    expect(log.entries).toEqual(upTo(6).map((number) => [number + 1, number]));
  });

  it('ten events at one time: in order', async () => {
    const numbers = upTo(12);
    for (const number of numbers) {
      start(`process ${number}`, function* (wait) {
        log(yield* wait(env.timeout(3, number)));
      });
    }
    for (const number of numbers) env.schedule(3, () => log('callback', number));
    await run(env);
    expect(log.entries).toEqual([
      ...numbers.map((number) => [3, 'callback', number]),
      ...numbers.map((number) => [3, number]),
    ]);
  });

  it('deadlock: blocked says who and why', async () => {
    const [left, right] = ['left', 'right'].map((name) => new Resource(env, { name }));
    for (const [name, one, other] of [
      ['a', left!, right!],
      ['b', right!, left!],
    ] as const) {
      start(name, function* (wait) {
        using _first = yield* wait(one.acquire());
        yield* wait(env.timeout(1));
        using _second = yield* wait(other.acquire());
        log('unreached');
      });
    }
    const { reason, blocked } = await run(env);
    expect([...log.entries, reason, ...blocked.map(String)]).toEqual([
      'exhausted',
      "process 'a' has waited for a slot of 'right' since 1, held by 'b', in a circle: a -> b -> a",
      "process 'b' has waited for a slot of 'left' since 1, held by 'a', in a circle: b -> a -> b",
    ]);
  });
});
