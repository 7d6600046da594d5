// What a grant prints as, and what an error about one says.
import { allOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { isInterrupt } from '@asimjs/interrupts';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { Pool, PreemptiveResource, Resource } from '@asimjs/resources';
import type { Acquire } from '@asimjs/resources';

describe.each(drivers)('with the $name driver', ({ body, run }) => {
  it('a grant prints of what, how it stands, to whom and when it was granted', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { name: 'desk', capacity: 4 });
    const ward = new Pool(env, { name: 'ward', units: ['Ann'] });
    log(String(desk.tryAcquire()));
    env.process(
      body(function* (wait) {
        yield* wait(env.timeout(2));
        const [one, two] = [yield* wait(desk.acquire()), yield* wait(desk.acquire({ amount: 2 }))];
        yield* wait(env.timeout(1));
        log(String(one), String(two));
        one.release();
        log(String(one), JSON.stringify({ two }), String(yield* wait(ward.acquire())));
      }),
      { name: 'clerk' },
    );
    await run(env);
    expect(log.entries).toEqual([
      [0, "a slot of 'desk' (held, granted at 0)"],
      [
        3,
        "a slot of 'desk' (held, granted to 'clerk' at 2)",
        "2 slots of 'desk' (held, granted to 'clerk' at 2)",
      ],
      [
        3,
        "a slot of 'desk' (released, granted to 'clerk' at 2)",
        '{"two":"2 slots of \'desk\' (held, granted to \'clerk\' at 2)"}',
        "a slot of 'ward' (held, granted to 'clerk' at 3)",
      ],
    ]);
  });

  it('a grant of one who was evicted says so, also after he has released it', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new PreemptiveResource(env, { name: 'desk' });
    env.process(
      body(function* (wait) {
        const turn = yield* wait(desk.acquire({ priority: 5 }));
        try {
          yield* wait(env.timeout(9));
        } catch (error) {
          log(isInterrupt(error), String(turn));
          turn.release();
          log(String(turn), turn.isHeld);
        }
      }),
      { name: 'clerk' },
    );
    env.schedule(1, () => log(String(desk.tryAcquire({ priority: 1 }))));
    await run(env);
    expect(log.entries).toEqual([
      [1, "a slot of 'desk' (held, granted at 1)"],
      [1, true, "a slot of 'desk' (revoked, granted to 'clerk' at 0)"],
      [1, "a slot of 'desk' (revoked, granted to 'clerk' at 0)", false],
    ]);
  });

  it('a grant that its process never got to know says that it was revoked', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { name: 'desk' });
    env.process(
      body(function* (wait) {
        const request = desk.acquire();
        yield* wait(withTimeout(allOf([request, env.event()]), 3));
        log(String(request.outcome), desk.inUse);
      }),
      { name: 'clerk' },
    );
    await run(env);
    expect(log.entries).toEqual([[3, "a slot of 'desk' (revoked, granted to 'clerk' at 0)", 0]]);
  });

  it('a second release says which resource it was of, and what to do instead', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const desk = new Resource(env, { name: 'desk' });
    env.process(
      body(function* (wait) {
        const turn = yield* wait(desk.acquire());
        yield* wait(env.timeout(2));
        turn.release();
        try {
          turn.release();
        } catch (error) {
          log(String(error));
        }
      }),
      { name: 'clerk' },
    );
    await run(env);
    expect(log.entries).toEqual([
      [
        2,
        "GrantReleasedError: a grant of 'desk' was released for a second time; release it once, or leave it to 'using' (time 2, in process 'clerk')",
      ],
    ]);
  });

  it.each<[string, string, (desk: Resource) => Acquire]>([
    ['one slot', "a slot of 'desk'", (desk) => desk.acquire()],
    ['several', "2 slots of 'desk'", (desk) => desk.acquire({ amount: 2 })],
  ])('a request of %s is told in words', async (_, description, ask) => {
    const env = new Environment();
    const desk = new Resource(env, { name: 'desk', capacity: 2 });
    desk.tryAcquire({ amount: 2 });
    env.process(
      body(function* (wait) {
        yield* wait(ask(desk));
      }),
    );
    const { blocked } = await run(env);
    expect(blocked.map((one) => [one.description, one.holders])).toEqual([[description, []]]);
  });
});
