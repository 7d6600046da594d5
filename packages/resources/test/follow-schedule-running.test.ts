import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { followSchedule, isPreempted, PreemptiveResource } from '@asimjs/resources';

describe.each(drivers)(
  'work that runs when followSchedule takes slots away with the $name driver',
  ({ body, run }) => {
    it('lets running work finish unless told otherwise: it keeps its slot, and the next waits', async () => {
      for (const options of [undefined, {}, { running: 'finish' }] as const) {
        const env = new Environment();
        const log = traceLog(env);
        const desk = new PreemptiveResource(env);
        for (const name of ['a', 'b', 'c']) {
          env.process(
            body(function* (wait) {
              using turn = yield* wait(desk.acquire({ priority: 1 }));
              log(name, 'in');
              yield* wait(env.timeout(5));
              log(name, 'out', turn.isHeld);
            }),
          );
        }
        const timetable = [
          [0, 2],
          [3, 0],
          [9, 1],
        ] as const;
        followSchedule(desk, timetable, options);
        await run(env);
        expect(log.entries).toEqual([
          [0, 'a', 'in'],
          [0, 'b', 'in'],
          [5, 'a', 'out', true],
          [5, 'b', 'out', true],
          [9, 'c', 'in'],
          [14, 'c', 'out', true],
        ]);
      }
    });

    it('evicts those who work when there are fewer slots, the worst first, if told to', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const desk = new PreemptiveResource(env, { name: 'desk' });
      const process = followSchedule(
        desk,
        [
          [0, 2],
          [3, 1],
          [4, 0],
          [6, 2],
        ],
        { running: 'evict' },
      );
      for (const priority of [1, 2]) {
        env.process(
          body(function* (wait) {
            let worked = false;
            while (!worked) {
              using turn = yield* wait(desk.acquire({ priority }));
              try {
                yield* wait(env.timeout(5));
                worked = turn.isHeld;
              } catch (error) {
                log(priority, 'evicted', isPreempted(error) && error.cause.by === process);
              }
            }
            log(priority, 'done');
          }),
        );
      }
      await run(env);
      expect(log.entries).toEqual([
        [3, 2, 'evicted', true],
        [4, 1, 'evicted', true],
        [6 + 5, 1, 'done'],
        [6 + 5, 2, 'done'],
      ]);
      expect(process.name).toBe("schedule of 'desk'");
    });

    it('evicts at once if there are too many when it begins', async () => {
      const env = new Environment();
      const desk = new PreemptiveResource(env, { capacity: 2 });
      const grants = [desk.tryAcquire({ priority: 1 }), desk.tryAcquire({ priority: 2 })];
      followSchedule(desk, [[0, 1]], { running: 'evict' });
      expect(grants.map((grant) => grant?.isHeld)).toEqual([true, false]);
      await run(env);
      expect(desk.inUse).toBe(1);
    });

    it('lets work whose end falls on the hour finish, and is not told off', async () => {
      const env = new Environment();
      const log = traceLog(env);
      const desk = new PreemptiveResource(env);
      followSchedule(desk, [[5, 0]], { running: 'evict' });
      env.process(
        body(function* (wait) {
          using turn = yield* wait(desk.acquire());
          yield* wait(env.timeout(5));
          log('done', turn.isHeld);
        }),
      );
      await run(env);
      expect(log.entries).toEqual([[5, 'done', false]]);
    });
  },
);
