import { firstOf } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { drivers } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';

const MANY = 50_000;
/** Milliseconds. About a second is used; to search through all who wait would take minutes. */
const GUARD = 30_000;

describe.each(drivers)('fifty thousand processes that race one event, with the $name driver,', (driver) => {
  const { body, run } = driver;

  it('are resumed in the order in which they began to wait', { timeout: GUARD }, async () => {
    const env = new Environment();
    const [event, never] = [env.event(), env.event()];
    const resumed: number[] = [];
    for (let number = 0; number < MANY; number++) {
      env.process(
        body(function* (wait) {
          yield* wait(firstOf([never, event]));
          resumed.push(number);
        }),
      );
    }
    env.schedule(1, () => event.succeed());
    expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 1 });
    expect(resumed).toEqual(Array.from({ length: MANY }, (_, number) => number));
  });

  it(
    'are resumed in order though half of them were cancelled, the last first',
    { timeout: GUARD },
    async () => {
      const env = new Environment();
      const [event, never] = [env.event(), env.event()];
      const resumed: number[] = [];
      const processes = Array.from({ length: MANY }, (_, number) =>
        env.process(
          body(function* (wait) {
            yield* wait(firstOf([never, event]));
            resumed.push(number);
          }),
        ),
      );
      env.schedule(1, () => {
        for (let number = MANY - 1; number >= 0; number -= 2) processes[number]?.cancel();
      });
      env.schedule(2, () => event.succeed());
      expect(await run(env)).toMatchObject({ reason: 'exhausted', now: 2, blocked: [] });
      expect(resumed).toEqual(Array.from({ length: MANY / 2 }, (_, half) => 2 * half));
      expect(processes.filter(({ status }) => status === 'cancelled')).toHaveLength(MANY / 2);
    },
  );
});
